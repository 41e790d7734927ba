using Serilog;

namespace Nuke.Docker.Reporting;

/// <summary>Lines of the log that belong to no image.</summary>
static class BuildLog
{
    public static void Removed(IReadOnlyCollection<string> containers)
    {
        if (containers.Count == 0)
            Log.Information("No builder container was left");
        else
            Log.Information("Removed {Count} builder container(s): {Containers}", containers.Count, Names(containers));
    }

    public static void Kept(IReadOnlyCollection<string> containers)
    {
        Log.Warning("Kept {Count} builder container(s), as --docker-keep-builder asks: {Containers}", containers.Count, Names(containers));
        foreach (var container in containers)
            Log.Information("Look at it: docker export {Container} | tar -t    Be rid of it: docker rm {Container}", Short(container), Short(container));
    }

    static string Names(IEnumerable<string> containers) => string.Join(", ", containers.Select(Short));

    static string Short(string id) => id[..Math.Min(12, id.Length)];
}
