using System.Text.Json.Nodes;

namespace Nuke.Docker.Engine;

/// <summary>What <c>POST /commit</c> needs to know.</summary>
sealed record CommitRequest
{
    public required string Container { get; init; }

    /// <summary>Null: the image gets no name.</summary>
    public string? Repository { get; init; }

    public string? Tag { get; init; }

    public string? Author { get; init; }

    public string? Message { get; init; }

    /// <summary>Whether the container stands still meanwhile.</summary>
    public bool Pause { get; init; } = true;

    /// <summary>The image's configuration. The engine adds from the container's what is absent here.</summary>
    public required JsonObject Configuration { get; init; }
}
