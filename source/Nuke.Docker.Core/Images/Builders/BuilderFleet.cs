using Nuke.Docker.BuildKit;
using Nuke.Docker.Engine;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Images.Builders;

/// <summary>Takes one of the builders that a build may use.</summary>
static class BuilderFleet
{
    /// <summary>Connects to the builder that has the platforms, is the least busy, and knows the context
    /// best.</summary>
    /// <exception cref="EngineUnavailableException">None answers.</exception>
    /// <exception cref="NotSupportedException">None has the platforms.</exception>
    public static async Task<BuildKitConnection> TakeAsync(
        DockerEngine engine,
        ImageBuildSettings settings,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        var wanted = WantedPlatforms(engine, settings);
        var candidates = settings.BuilderEndpoints.Where(
            builder => builder.Platforms.Count == 0
                || wanted.All(one => builder.Platforms.Any(own => own.Covers(one)))).ToList();
        var (members, failures) = await FleetDialer.DialAsync(candidates, cancellationToken).ConfigureAwait(false);
        try
        {
            var suitable = members.Where(member => member.Has(wanted)).ToList();
            if (suitable.Count == 0)
                throw members.Count == 0 && failures.Count > 0
                    ? NobodyAnswered(settings, failures)
                    : NobodyHas(settings, wanted, members);
            foreach (var failure in failures)
                reporter.Report(new ProgressEvent.Warning($"A builder is passed over: {failure.Message}"));
            var (taken, lease) = RunningBuilds.Here.Take(suitable, wanted, ContextOf(settings));
            taken.Connection!.Lease = lease;
            taken.Connection.DefaultPlatforms = [.. wanted.Select(platform => platform.ToString())];
            var among = suitable.Count > 1 ? $", the least busy of {suitable.Count} builders" : "";
            reporter.Report(new ProgressEvent.Notice($"Built by {NameOf(taken)}{among}."));
            members = [.. members.Where(member => member != taken)];
            return taken.Connection;
        }
        finally
        {
            foreach (var other in members)
                other.Connection!.Dispose();
        }
    }

    /// <summary>An image that goes to the engine is for the engine, wherever it is built.</summary>
    public static IReadOnlyList<Platform> WantedPlatforms(DockerEngine engine, ImageBuildSettings settings) =>
        settings.Platforms.Count > 0 ? settings.Platforms
        : Platform.TryParse($"{engine.Version.OperatingSystem}/{engine.Version.Architecture}", out var own) ? [own]
        : [];

    static string ContextOf(ImageBuildSettings settings) =>
        settings.ContextDirectory ?? settings.GitContext?.Address ?? settings.RemoteContext ?? "";

    static string NameOf(FleetMember member)
    {
        var owner = member.Connection!.Abilities.Owner;
        return $"{char.ToLowerInvariant(owner[0])}{owner[1..]}";
    }

    static EngineUnavailableException NobodyAnswered(
        ImageBuildSettings settings, IReadOnlyList<DockerException> failures) =>
        failures is [EngineUnavailableException only]
            ? only
            : new(
                settings.BuilderEndpoints[0].Endpoint,
                $"None of {failures.Count} builders answers for image {ImageBuildNames.Of(settings)}. "
                + "Start one of them, or pass --docker-builder auto to build on the engine."
                + string.Concat(failures.Select(failure => $"\n  {failure.Message}")),
                failures[0]);

    static NotSupportedException NobodyHas(
        ImageBuildSettings settings, IReadOnlyList<Platform> wanted, IReadOnlyList<FleetMember> members)
    {
        var platforms = string.Join(" and ", wanted);
        var known = members.Count > 0
            ? members.Select(member => $"\n  {member.Key} builds for {string.Join(", ", member.Platforms)}.")
            : settings.BuilderEndpoints.Select(builder => $"\n  '{builder}' is taken for nothing else.");
        return new(
            $"Image {ImageBuildNames.Of(settings)} is for {platforms}, and no builder has that. Add one, such as "
            + $"--docker-builder {wanted[0]}=tcp://builder:1234." + string.Concat(known));
    }
}
