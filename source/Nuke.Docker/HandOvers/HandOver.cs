using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Docker.Containers;
using Nuke.Docker.Containers.Copying;
using Nuke.Docker.Engine;
using Nuke.Docker.Git;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.HandOvers;

/// <summary>What the targets leave for each other about one image: files, for the next target may run in another
/// process.</summary>
/// <remarks>
/// With <c>--skip</c> and <c>--continue</c> a target takes what an earlier invocation has left. The files lie in
/// <c>.nuke/temp/docker/&lt;image></c>.
/// </remarks>
sealed class HandOver(AbsolutePath directory, string image, EngineEndpoint endpoint)
{
    public const string Commits = "git-commits.json";
    public const string BuilderImage = "builder-image.json";
    public const string BuilderContainer = "builder-container.json";
    public const string Artifacts = "artifacts.json";
    public const string RuntimeImage = "runtime-image.json";
    public const string PushedImage = "pushed-image.json";

    /// <summary>Keeps the artifacts beyond the life of the container.</summary>
    public AbsolutePath ArtifactsTarFile => directory / "artifacts.tar";

    /// <summary>The files of one kind of all images, as <c>Produces</c> names them.</summary>
    public static string Pattern(INukeBuild build, string fileName) => DirectoryOf(build) / "*" / fileName;

    public static HandOver For(INukeBuild build, string image, EngineEndpoint endpoint) =>
        new(DirectoryOf(build) / image, image, endpoint);

    /// <summary>Forgets everything: what follows is made anew.</summary>
    public void Clear()
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
        Directory.CreateDirectory(directory);
    }

    /// <summary>Leaves the commits that the image was made of; nothing if it takes none.</summary>
    public void Write(IReadOnlyList<ResolvedCommit> commits)
    {
        if (commits.Count > 0)
            File<IReadOnlyList<CommitDocument>>(Commits).Write([.. commits.Select(CommitDocument.Of)]);
    }

    public void Write(BuilderImage builder) =>
        File<BuilderImageDocument>(BuilderImage).Write(BuilderImageDocument.Of(builder));

    public void Write(BuilderContainer container) => File<BuilderContainerDocument>(BuilderContainer)
        .Write(
            new(container.Id, BuilderImageDocument.Of(container.Image), container.WorkingDirectory, RemovedAt: null));

    public void Write(Artifacts artifacts) => File<IReadOnlyList<CopiedArtifact>>(Artifacts).Write(artifacts.Items);

    public void Write(RuntimeImage runtime) =>
        File<RuntimeImageDocument>(RuntimeImage)
            .Write(new(runtime.Id, [.. runtime.Tags.Select(tag => tag.ToString())], runtime.SizeBytes));

    public void Write(IReadOnlyList<PushedImage> pushed) =>
        File<IReadOnlyList<PushedImageDocument>>(PushedImage)
            .Write([.. pushed.Select(one => new PushedImageDocument($"{one.Image}", one.Digest))]);

    /// <summary>The commits that the image was made of in an earlier run.</summary>
    /// <returns>None if it was made of none, or on another engine.</returns>
    public IReadOnlyList<ResolvedCommit> ReadCommits() =>
        [.. (File<IReadOnlyList<CommitDocument>>(Commits).TryRead("BuildBuilderImage") ?? [])
            .Select(document => document.ToCommit())];

    public Task<BuilderImage> ReadBuilderImageAsync(DockerEngine engine, CancellationToken cancellationToken) =>
        FindAsync(engine, ReadBuilderImage("CreateBuilderContainer"), cancellationToken);

    public async Task<BuilderContainer> ReadBuilderContainerAsync(
        DockerEngine engine, CancellationToken cancellationToken)
    {
        var document = File<BuilderContainerDocument>(BuilderContainer)
            .Read("CopyArtifacts", "the builder container", "CreateBuilderContainer");
        var container = new BuilderContainer
        {
            Id = document.Id,
            Image = document.Image.ToImage(),
            WorkingDirectory = document.WorkingDirectory,
        };
        if (document.Id is null)
            return container with
            {
                Image = await FindAsync(engine, container.Image, cancellationToken).ConfigureAwait(false)
            };
        if (document.RemovedAt is null
            && await engine.FindContainerAsync(document.Id, cancellationToken).ConfigureAwait(false) is not null)
            return container;
        var when = document.RemovedAt is { } removed
            ? $"was removed by CleanUpBuilder at {removed.ToLocalTime():HH:mm:ss}"
            : "is no longer on the engine";
        throw new HandOverException(
            $"The builder container of '{image}', {container.ShortId}, {when}. "
            + "Run CreateBuilderContainer again, leaving out --skip or --continue, or keep the container the next "
            + "time with --docker-keep-builder.");
    }

    public Artifacts ReadArtifacts()
    {
        var items = File<IReadOnlyList<CopiedArtifact>>(Artifacts)
            .Read("BuildRuntimeImage", "the artifacts", "CopyArtifacts");
        return System.IO.File.Exists(ArtifactsTarFile)
            ? new Artifacts(items, new TarArtifacts(ArtifactsTarFile))
            : throw new HandOverException(
                $"The artifacts of '{image}' are no longer in '{ArtifactsTarFile}'. Run CopyArtifacts again: leave "
                + "out --skip or --continue.");
    }

    /// <param name="consumer">The target that asks, for the error.</param>
    public BuilderImage ReadBuilderImage(string consumer) =>
        File<BuilderImageDocument>(BuilderImage).Read(consumer, "the builder image", "BuildBuilderImage").ToImage();

    /// <param name="consumer">The target that asks, for the error.</param>
    public RuntimeImage ReadRuntimeImage(string consumer)
    {
        var document =
            File<RuntimeImageDocument>(RuntimeImage).Read(consumer, "the runtime image", "BuildRuntimeImage");
        return new RuntimeImage
        {
            Id = document.Id,
            Tags = [.. document.Tags.Select(ImageReference.Parse)],
            SizeBytes = document.SizeBytes
        };
    }

    public IReadOnlyList<PushedImage> ReadPushedImages()
    {
        var documents =
            File<IReadOnlyList<PushedImageDocument>>(PushedImage).Read("The build", "the pushed images", "PushImage");
        return [.. documents.Select(
            one => new PushedImage { Image = ImageReference.Parse(one.Image), Digest = one.Digest })];
    }

    /// <summary>The builder container and image, for removal.</summary>
    /// <returns><see langword="null"/> for what was never made, or is removed already.</returns>
    public (string? Container, string? Image) Leftovers()
    {
        var container = File<BuilderContainerDocument>(BuilderContainer).TryRead("CreateBuilderContainer");
        return (container?.RemovedAt is null ? container?.Id : null,
            File<BuilderImageDocument>(BuilderImage).TryRead("BuildBuilderImage")?.Id);
    }

    /// <summary>Notes that the container is gone, so that whoever asks for it later learns why.</summary>
    public void MarkContainerRemoved(DateTimeOffset at)
    {
        var file = File<BuilderContainerDocument>(BuilderContainer);
        if (file.TryRead("CreateBuilderContainer") is { Id: not null, RemovedAt: null } container)
            file.Write(container with { RemovedAt = at });
    }

    async Task<BuilderImage> FindAsync(
        DockerEngine engine, BuilderImage builder, CancellationToken cancellationToken) =>
        await engine.FindImageAsync(builder.Id, cancellationToken).ConfigureAwait(false) is not null
            ? builder
            : throw new HandOverException(
                $"The builder image of '{image}', {builder.Name}, is no longer on the engine. Run BuildBuilderImage "
                + "again: leave out --skip or --continue.");

    static AbsolutePath DirectoryOf(INukeBuild build) => build.TemporaryDirectory / "docker";

    HandOverFile<T> File<T>(string name)
        where T : class => new(directory / name, image, endpoint.ToString());

    sealed record CommitDocument(
        string Address, string? Reference, string Commit, string? ReferenceName, DateTimeOffset SeenAt)
    {
        public static CommitDocument Of(ResolvedCommit commit) => new(
            commit.Source.Address, commit.Source.Reference, commit.Commit, commit.ReferenceName, commit.SeenAt);

        public ResolvedCommit ToCommit() => new()
        {
            Source = GitSource.Parse(Address).At(Reference),
            Commit = Commit,
            ReferenceName = ReferenceName,
            SeenAt = SeenAt,
            IsContinued = true,
        };
    }

    sealed record BuilderImageDocument(string Id, string Name, long SizeBytes, ImageBuilder Builder)
    {
        public static BuilderImageDocument Of(BuilderImage image) =>
            new(image.Id, image.Name, image.SizeBytes, image.Builder);

        public BuilderImage ToImage() => new() { Id = Id, Name = Name, SizeBytes = SizeBytes, Builder = Builder };
    }

    sealed record BuilderContainerDocument(
        string? Id, BuilderImageDocument Image, string WorkingDirectory, DateTimeOffset? RemovedAt);

    sealed record RuntimeImageDocument(string Id, IReadOnlyList<string> Tags, long SizeBytes);

    sealed record PushedImageDocument(string Image, string Digest);
}
