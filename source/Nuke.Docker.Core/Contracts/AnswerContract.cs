using System.Net;
using Nuke.Docker.Containers;

namespace Nuke.Docker.Contracts;

/// <summary>What a container of an image has to answer.</summary>
public sealed record AnswerContract
{
    AnswerContract()
    {
    }

    /// <summary>Status 200, with any body, from a container that is run without further settings.</summary>
    public static AnswerContract Default { get; } = new();

    internal Func<ContainerRunSettings, ContainerRunSettings> Settings { get; private init; } = settings => settings;

    internal HttpStatusCode Status { get; private init; } = HttpStatusCode.OK;

    internal string? Body { get; private init; }

    internal string? Text { get; private init; }

    internal TimeSpan Timeout { get; private init; } = ContainerRunSettings.DefaultWaitTimeout;

    /// <summary>Expects a status other than 200.</summary>
    public AnswerContract WithStatus(HttpStatusCode status) => this with { Status = status };

    /// <summary>Expects this body exactly.</summary>
    public AnswerContract WithBody(string body) => this with { Body = body };

    /// <summary>Expects a text somewhere in the body.</summary>
    public AnswerContract Containing(string text) => this with { Text = text };

    /// <summary>Changes what the container is run with: arguments, environment, mounts, ….</summary>
    public AnswerContract Configured(Func<ContainerRunSettings, ContainerRunSettings> configure)
    {
        var before = Settings;
        return this with { Settings = settings => configure(before(settings)) };
    }

    /// <summary>Sets how long it may take until the container gives that answer.</summary>
    public AnswerContract Within(TimeSpan timeout) => this with { Timeout = timeout };
}
