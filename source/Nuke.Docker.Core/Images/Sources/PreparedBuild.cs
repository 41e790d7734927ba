using Nuke.Docker.Engine;
using Nuke.Docker.Images.Builders;
using Nuke.Docker.Images.Failures;
using Nuke.Docker.Images.Leaks;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Images.Sources;

/// <summary>A build of which everything is known and checked, and nothing is sent yet. Disposing it removes what was
/// checked out for it.</summary>
sealed class PreparedBuild : IDisposable
{
    readonly BuildSources _sources;
    readonly LentImages? _lent;

    PreparedBuild(
        BuildSources sources,
        LentImages? lent,
        ImageBuildSettings settings,
        BuildInput input,
        BaseImageAccess access) =>
        (_sources, _lent, Settings, Input, Access) = (sources, lent, lent?.Settings ?? settings, input, access);

    /// <summary>The settings with a directory as context, commits as build arguments, and labels of the
    /// origin.</summary>
    public ImageBuildSettings Settings { get; }

    public BuildInput Input { get; }

    public BaseImageAccess Access { get; }

    /// <param name="engine">Builds it.</param>
    /// <param name="settings">Without violations.</param>
    /// <param name="builder">What builds it.</param>
    /// <param name="read">Reads what is sent.</param>
    /// <param name="secrets">What must not be sent.</param>
    /// <param name="reporter">Hears what is worth knowing before it is sent.</param>
    /// <param name="cancellationToken">Ends the preparation.</param>
    public static async Task<PreparedBuild> ReadAsync(
        DockerEngine engine,
        ImageBuildSettings settings,
        ChosenBuilder builder,
        Func<ImageBuildSettings, Task<BuildInput>> read,
        SecretiveBuild secrets,
        IProgressReporter reporter,
        CancellationToken cancellationToken)
    {
        var sources = await BuildSources.ResolveAsync(settings, reporter, cancellationToken).ConfigureAwait(false);
        try
        {
            settings = sources.Settings;
            var input = await read(settings).ConfigureAwait(false);
            builder.Check(engine, settings, input.Dockerfile);
            settings = await OriginLabels.AddAsync(settings, input.Dockerfile, reporter, cancellationToken)
                .ConfigureAwait(false);
            var access = await BaseImageAccess.ResolveAsync(engine, settings, input.Dockerfile, cancellationToken)
                .ConfigureAwait(false);
            secrets.Add(access.Auths);
            secrets.Check(settings, input.Dockerfile, reporter);
            foreach (var progressEvent in input.Describe(settings))
                reporter.Report(progressEvent);
            var lent = settings.BuilderEndpoints.Count == 0 ? null
                : await LentImages.LendAsync(engine, settings, input.Dockerfile, reporter, cancellationToken)
                    .ConfigureAwait(false);
            return new PreparedBuild(sources, lent, settings, input, access);
        }
        catch
        {
            sources.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _lent?.Dispose();
        _sources.Dispose();
    }
}
