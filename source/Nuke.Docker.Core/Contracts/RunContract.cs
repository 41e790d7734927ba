using Nuke.Docker.Containers;

namespace Nuke.Docker.Contracts;

/// <summary>How a container of an image is run, and what it has to write.</summary>
public sealed record RunContract
{
    /// <summary>How long a container may take, if the contract does not say it.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(1);

    RunContract()
    {
    }

    /// <summary>The image's own command, which may write anything.</summary>
    public static RunContract Default { get; } = new();

    internal Func<ContainerRunSettings, ContainerRunSettings> Settings { get; private init; } = settings => settings;

    internal IReadOnlyList<string> Texts { get; private init; } = [];

    internal TimeSpan Timeout { get; private init; } = DefaultTimeout;

    /// <summary>Sets arguments: they replace the image's <c>CMD</c>, and extend its <c>ENTRYPOINT</c>.</summary>
    public RunContract WithArguments(params IReadOnlyList<string> arguments) =>
        Configured(settings => settings.SetArguments(arguments));

    /// <summary>Changes what the container is run with: environment, mounts, user, ….</summary>
    public RunContract Configured(Func<ContainerRunSettings, ContainerRunSettings> configure)
    {
        var before = Settings;
        return this with { Settings = settings => configure(before(settings)) };
    }

    /// <summary>Expects a text in one of the lines that it writes, to its standard output or error.</summary>
    public RunContract Writing(string text) => this with { Texts = [.. Texts, text] };

    /// <summary>Sets how long it may take until it ends.</summary>
    public RunContract Within(TimeSpan timeout) => this with { Timeout = timeout };
}
