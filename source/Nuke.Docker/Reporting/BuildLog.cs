using Serilog;

namespace Nuke.Docker.Reporting;

/// <summary>Lines of the log that belong to no image.</summary>
static class BuildLog
{
    static bool _hasToldAbandoned;

    public static void Removed(IReadOnlyCollection<string> containers)
    {
        if (containers.Count == 0)
            Log.Information("No builder container was left");
        else
            Log.Information("Removed {Containers:l}", Names(containers));
    }

    /// <summary>What was killed before it could clean up; said once.</summary>
    public static void RemovedAbandoned(IReadOnlyCollection<string> leftovers)
    {
        if (leftovers.Count > 0 && Interlocked.Exchange(ref _hasToldAbandoned, true) == false)
            Log.Information(
                "Removed what a killed build has left: {Leftovers:l}", string.Join(", ", leftovers.Select(Short)));
    }

    public static void Kept(IReadOnlyCollection<string> containers)
    {
        if (containers.Count == 0)
            Log.Information("No builder container was left to keep");
        else
            Log.Warning(
                "Kept {Containers:l}, as --docker-keep-builder asks. The target CleanUpBuilder removes what is kept",
                Names(containers));
        foreach (var container in containers)
            Log.Information("Look at it with: docker export {Container:l} | tar -t", Short(container));
    }

    /// <summary>Size of the builder and of what runs, an image a line.</summary>
    public static void Sizes(IEnumerable<(string Image, string Sizes)> images)
    {
        foreach (var (image, sizes) in images)
            Log.Information("{Image:l}: {Sizes:l}", image, sizes);
    }

    static string Names(IReadOnlyCollection<string> containers) =>
        $"the builder container{(containers.Count == 1 ? "" : "s")} {string.Join(", ", containers.Select(Short))}";

    static string Short(string id) => id[..Math.Min(12, id.Length)];
}
