using Nuke.Common;
using Nuke.Docker.Contexts;
using Nuke.Docker.Git;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Components;

/// <summary>The images of a build, and what the command line can change about them.</summary>
public interface IHazDockerImages : IHazDockerEngine
{
    /// <summary>What is built.</summary>
    /// <value>
    /// By default the one image of the root directory: of a pair of Dockerfiles, such as <c>Dockerfile-builder</c> and
    /// <c>Dockerfile-runtime</c>, or else of a single <c>Dockerfile</c>.
    /// </value>
    IEnumerable<ImageDefinition> DockerImages => [ImageDefinition.Discover(RootDirectory)];

    /// <summary>Names of the images to build, out of <see cref="DockerImages"/>.</summary>
    /// <value>By default all of them.</value>
    [Parameter("Names of the images to build - Default is all", Name = nameof(DockerImages))]
    string[]? DockerImageNames => TryGetValue(() => DockerImageNames);

    /// <summary>Tags that the runtime images get instead of their own.</summary>
    [Parameter("Tags of the runtime images, such as 1.4.0 latest - Default is what the build declares")]
    string[]? DockerTag => TryGetValue(() => DockerTag);

    /// <summary>The form that images are built in.</summary>
    /// <value>
    /// <c>pattern</c>, <c>multi-stage</c>, or <c>both</c>, which builds every image in its other form too, under the
    /// name <c>{name}-pattern</c> or <c>{name}-multi-stage</c>, and compares the sizes. By default what the build
    /// declares.
    /// </value>
    [Parameter(
        "The form that images are built in: pattern, multi-stage, or both to compare the sizes - Default is what the "
        + "build declares")]
    string? DockerImageForm => TryGetValue(() => DockerImageForm);

    /// <summary>Who builds the images.</summary>
    /// <value>
    /// <c>classic</c>, <c>buildkit</c>, or <c>auto</c>, which takes BuildKit where the engine has it and it can build
    /// what is asked for; or addresses of builders that are not the engine, such as <c>tcp://builder:1234</c> or
    /// <c>linux/arm64=tcp://arm:1234</c>, see <see cref="BuilderEndpoint"/>. By default what the build declares, and
    /// else <c>auto</c>.
    /// </value>
    [Parameter(
        "Who builds the images: classic, buildkit, auto, or buildkitd at tcp://host:1234, of several the least busy "
        + "one - Default is what the build declares, else auto")]
    string[]? DockerBuilder => TryGetValue(() => DockerBuilder);

    /// <summary>The directory with <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c> that secure the connections to
    /// <see cref="DockerBuilder"/>.</summary>
    [Parameter("Directory with ca.pem, cert.pem and key.pem for --docker-builder - Default is no TLS")]
    string? DockerBuilderCertPath => TryGetValue(() => DockerBuilderCertPath);

    /// <summary>Whether every step is built anew.</summary>
    /// <value>By default not. What the image has in common with stages that it requires is built once.</value>
    [CheckedParameter("Builds every step anew, without the engine's cache")]
    bool DockerNoCache => TryGetValue<bool?>(() => DockerNoCache) ?? false;

    /// <summary>Where steps are taken from that other builds have kept.</summary>
    /// <value>
    /// As <c>docker build --cache-from</c> has it: an image, <c>type=registry,ref=…</c> or <c>type=local,src=…</c>.
    /// <c>{image}</c> stands for the name of the image, or of its builder.
    /// </value>
    [Parameter("Caches to read, such as type=registry,ref=registry.example/cache:{image}")]
    string[]? DockerCacheFrom => TryGetValue(() => DockerCacheFrom);

    /// <summary>Where the steps are kept for other builds.</summary>
    /// <value>
    /// As <c>docker build --cache-to</c> has it: <c>type=inline</c>, <c>type=registry,ref=…,mode=max</c> or
    /// <c>type=local,dest=…,mode=max</c>. <c>{image}</c> stands for the name of the image, or of its builder; several
    /// images need it.
    /// </value>
    [Parameter("Caches to write, such as type=registry,ref=registry.example/cache:{image},mode=max")]
    string[]? DockerCacheTo => TryGetValue(() => DockerCacheTo);

    /// <summary>Whether the engine asks the registry for newer base images.</summary>
    [CheckedParameter("Asks the registry for newer base images")]
    bool DockerPull => TryGetValue<bool?>(() => DockerPull) ?? false;

    /// <summary>What the images are built for; several with commas between them, which takes BuildKit and the
    /// containerd image store.</summary>
    [Parameter("What the images are built for, such as linux/arm64 - Default is the engine's own platform")]
    string? DockerPlatform => TryGetValue(() => DockerPlatform);

    /// <summary>Whether builder images and their containers stay on the engine, for a look at them.</summary>
    [CheckedParameter("Keeps builder containers and images on the engine, for a look at them")]
    bool DockerKeepBuilder => TryGetValue<bool?>(() => DockerKeepBuilder) ?? false;

    /// <summary>How many images are worked on at the same time.</summary>
    /// <value>By default 4. Images that depend on each other are worked on one after another in any case.</value>
    [CheckedParameter("How many images are worked on at the same time - Default is 4")]
    int DockerDegreeOfParallelism => TryGetValue<int?>(() => DockerDegreeOfParallelism) ?? 4;

    /// <summary>What the command line says about every image.</summary>
    internal sealed ImageBuildSettings ApplyDockerParameters(ImageBuildSettings settings) =>
        BuilderParameters.Apply(settings, DockerBuilder, DockerBuilderCertPath) with
    {
        NoCache = DockerNoCache || settings.NoCache,
        Pull = DockerPull || settings.Pull,
        Platforms = DockerPlatform is { } platforms ? DockerParameters.ParsePlatforms(platforms) : settings.Platforms,
        Credentials = this is IHazRegistry registry ? registry.ResolvedRegistryCredentials : settings.Credentials,
        Context = settings.Context.AddExcludedPaths(TemporaryDirectory),
        KnownSecrets = [.. settings.KnownSecrets, .. SecretParameters.Of(this)],
        Git = settings.Git.SetCacheDirectory(settings.Git.CacheDirectory ?? TemporaryDirectory / "docker-sources"),
    };
}
