using Nuke.Docker.Engine;
using Nuke.Docker.Images.Builders;
using Nuke.Docker.Images.Sources;
using Nuke.Docker.Progress;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Images.Leaks;

/// <summary>The secrets of one build: read when it begins, looked for in what is sent, is said and comes out.</summary>
sealed class SecretiveBuild
{
    readonly string _image;

    SecretiveBuild(
        string image,
        KnownSecrets known,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> values,
        IReadOnlyDictionary<string, string> sshAgents) =>
        (_image, Known, Values, SshAgents) = (image, known, values, sshAgents);

    /// <summary>What is hidden and looked for. Credentials join them when they are found.</summary>
    public KnownSecrets Known { get; }

    /// <summary>Reads the secrets.</summary>
    /// <param name="settings">What is built.</param>
    /// <param name="image">What errors call it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="BuildSecretException">One cannot be read, or an ssh agent cannot be reached.</exception>
    public static async Task<SecretiveBuild> BeginAsync(
        ImageBuildSettings settings, string image, CancellationToken cancellationToken)
    {
        var known = new KnownSecrets([.. settings.KnownSecrets, .. GitCredentials(settings)]);
        var values = new Dictionary<string, ReadOnlyMemory<byte>>();
        foreach (var secret in settings.Secrets)
        {
            values[secret.Id] = await secret.ReadAsync(cancellationToken).ConfigureAwait(false);
            known.Add(KnownSecret.Of(secret, values[secret.Id].Span));
        }
        var sshAgents = new Dictionary<string, string>();
        foreach (var agent in settings.SshAgents)
            sshAgents[agent.Id] = await agent.FindAsync(cancellationToken).ConfigureAwait(false);
        return new SecretiveBuild(image, known, values, sshAgents);
    }

    /// <summary>The bytes of each secret, by ID, for the steps that mount it. Read once, at its begin.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Values { get; }

    /// <summary>The sockets of the ssh agents, by ID.</summary>
    public IReadOnlyDictionary<string, string> SshAgents { get; }

    /// <summary>What the engine is sent for the registries of base images is known from now on.</summary>
    public void Add(IEnumerable<KeyValuePair<string, RegistryAuth>> auths) =>
        Known.Add(auths.SelectMany(auth => CredentialSecrets.Of(auth.Key, auth.Value)));

    /// <summary>Checks what is about to be sent.</summary>
    /// <exception cref="BuildSecretException">The Dockerfile requires a secret or ssh agent that is not
    /// given.</exception>
    /// <exception cref="SecretLeakException">A secret would be in the image.</exception>
    public void Check(ImageBuildSettings settings, DockerfileSource? dockerfile, IProgressReporter reporter)
    {
        if (dockerfile?.TryParse() is { } parsed)
            foreach (var notice in SecretMounts.Check(parsed, settings))
                reporter.Report(new ProgressEvent.Notice(notice));
        new LeakGuard(settings, Known, dockerfile).Check(_image);
    }

    /// <summary>The names that the engine may give by itself: none, if the image has to be looked at first.</summary>
    public IReadOnlyList<ImageReference> TagsToSend(ImageBuildSettings settings) => Known.IsEmpty ? settings.Tags : [];

    /// <summary>Looks at what was built, then gives it the names that <see cref="TagsToSend"/> held back.</summary>
    /// <remarks>A few short requests that are not cancelled: between them the image would stay, and have no
    /// name.</remarks>
    /// <param name="engine">Has the image.</param>
    /// <param name="settings">What was built.</param>
    /// <param name="build">The whole build.</param>
    /// <exception cref="SecretLeakException">A secret is in the image, or in a stage. They were removed.</exception>
    public async Task NameAsync(DockerEngine engine, ImageBuildSettings settings, IImageBuild build)
    {
        if (Known.IsEmpty)
            return;
        var stop = CancellationToken.None;
        var sought = Known.Without(Allowed(settings));
        var leaks = new List<ImageLeak>();
        foreach (var image in build.Images)
            leaks.AddRange(settings.Platforms is { Count: > 1 and var platforms }
                ? await ArchiveLeaks.FindAsync(engine, image, platforms, sought, stop).ConfigureAwait(false)
                : await ImageLeaks.FindAsync(engine, image, sought, stop).ConfigureAwait(false));
        if (leaks.Count > 0)
        {
            await build.RemoveUnfinishedAsync(engine, stop).ConfigureAwait(false);
            throw await LeakingImages.RemoveAsync(engine, _image, leaks, settings.Tags, stop).ConfigureAwait(false);
        }
        foreach (var tag in settings.Tags)
            await engine.TagImageAsync(build.ImageId, tag.Repository, tag.Tag ?? ImageReference.DefaultTag, stop)
                .ConfigureAwait(false);
    }

    IReadOnlyCollection<KnownSecret> Allowed(ImageBuildSettings settings) =>
    [
        .. settings.AllowedBuildArguments.Select(name => settings.BuildArguments.GetValueOrDefault(name))
            .Concat(settings.AllowedLabels.Select(name => settings.Labels.GetValueOrDefault(name)))
            .Select(value => value is null ? null : Known.FindInValue(value)).OfType<KnownSecret>(),
    ];

    static IEnumerable<KnownSecret> GitCredentials(ImageBuildSettings settings) =>
        from source in settings.GitSources
        where source.Credential is not null
        select new KnownSecret($"the git credential for '{source.Address}'", source.Credential!.Secret);
}
