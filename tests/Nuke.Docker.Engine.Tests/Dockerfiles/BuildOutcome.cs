using System.Text.Json.Nodes;

namespace Nuke.Docker.Engine.Tests.Dockerfiles;

/// <summary>How a build ended.</summary>
/// <param name="Error">Empty after success.</param>
/// <param name="Steps">The classic builder's <c>Step 1/3 : FROM scratch</c>.</param>
/// <param name="Config">The image's configuration, after success.</param>
sealed record BuildOutcome(string Error, IReadOnlyList<string> Steps, JsonNode? Config);
