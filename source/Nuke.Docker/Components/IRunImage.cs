using Nuke.Common;
using Nuke.Common.Tooling;
using Nuke.Docker.Containers;

namespace Nuke.Docker.Components;

/// <summary>Runs what was built.</summary>
public interface IRunImage : IHazDockerImages
{
    /// <summary>Runs the images to their end, or lets their containers go with <see cref="RunImageDetach"/>.</summary>
    Target RunImage => _ => _
        .Description("Runs the Docker images")
        .TryDependsOn<IBuildRuntimeImage>()
        .TryAfter<IDockerImage>()
        .TryAfter<ITestImage>()
        .Executes(async () =>
        {
            var runs = await this.ForEachImageAsync(image =>
                ImageRuns.RunAsync(image, settings => RunImageSettings(RunImageSettingsBase(settings))));
            this.ReportImages(runs, run => run);
        });

    /// <summary>Arguments that replace the image's <c>CMD</c>, and extend its <c>ENTRYPOINT</c>.</summary>
    [Parameter("Arguments of the image that is run - Default is its CMD")]
    string[]? RunImageArguments => TryGetValue(() => RunImageArguments);

    /// <summary>What is run instead of the image's <c>ENTRYPOINT</c>.</summary>
    [Parameter("What is run instead of the image's ENTRYPOINT; its CMD no longer counts then")]
    string[]? RunImageEntrypoint => TryGetValue(() => RunImageEntrypoint);

    /// <summary>Environment variables, <c>NAME=value</c> each.</summary>
    [Parameter("Environment variables of the container, NAME=value each")]
    string[]? RunImageEnvironment => TryGetValue(() => RunImageEnvironment);

    /// <summary>Ports to publish, <c>[[address:]host-port:]port[/protocol]</c> each.</summary>
    [Parameter("Ports to publish, such as 8080:80 or 127.0.0.1:8080:80/tcp")]
    string[]? RunImagePublish => TryGetValue(() => RunImagePublish);

    /// <summary>Whether every port that the image exposes gets a free port.</summary>
    [CheckedParameter("Publishes every port that the image exposes at a free one")]
    bool RunImagePublishAll => TryGetValue<bool?>(() => RunImagePublishAll) ?? false;

    /// <summary>Mounts, <c>source:target[:ro]</c> each.</summary>
    [Parameter("Mounts, such as /srv/data:/data:ro or a-volume:/data")]
    string[]? RunImageMounts => TryGetValue(() => RunImageMounts);

    /// <summary>The container's name.</summary>
    [Parameter("Name of the container - Default is one that the engine invents")]
    string? RunImageName => TryGetValue(() => RunImageName);

    /// <summary>User, or user and group.</summary>
    [Parameter("User, or user and group, of the container - Default is the image's")]
    string? RunImageUser => TryGetValue(() => RunImageUser);

    /// <summary>The network.</summary>
    [Parameter("Network of the container: bridge, host, none, or a name")]
    string? RunImageNetwork => TryGetValue(() => RunImageNetwork);

    /// <summary>Whether the engine starts the container again.</summary>
    [Parameter("Whether the container is started again: no, always, unless-stopped or on-failure[:retries]")]
    string? RunImageRestart => TryGetValue(() => RunImageRestart);

    /// <summary>Whether the container outlives the build.</summary>
    [CheckedParameter("Lets the container run on when the build has ended; nobody removes it but you")]
    bool RunImageDetach => TryGetValue<bool?>(() => RunImageDetach) ?? false;

    /// <summary>What every image is run with: what the command line says.</summary>
    sealed Configure<ContainerRunSettings> RunImageSettingsBase => settings => RunImageParameters.Apply(this, settings);

    /// <summary>What the build changes about every run. Applied last.</summary>
    Configure<ContainerRunSettings> RunImageSettings => _ => _;
}
