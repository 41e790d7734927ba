using System.Formats.Tar;
using System.Text;
using System.Text.Json.Nodes;
using Nuke.Docker.Machine;

namespace Nuke.Docker.Testing;

/// <summary>Containers, builds and pushes without the product, for tests that prepare or doubt something.</summary>
public static class RawEngine
{
    const int MostAttempts = 3;

    /// <summary>Runs a command in a new container, which is removed afterwards.</summary>
    /// <remarks>
    /// On a busy machine engine 26 loses what a short command writes, once in fifty times: neither its log nor whoever
    /// is attached gets it. So a command that seems to have written nothing runs again.
    /// </remarks>
    /// <returns>Its exit code, and both of its streams as they came.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        this EngineClient engine, string image, params IReadOnlyList<string> command)
    {
        var result = await RunOnceAsync(engine, image, command);
        for (var attempt = 1; attempt < MostAttempts && result is (0, ""); attempt++)
            result = await RunOnceAsync(engine, image, command);
        return result;
    }

    static async Task<(int ExitCode, string Output)> RunOnceAsync(
        EngineClient engine, string image, IReadOnlyList<string> command)
    {
        var id = await engine.CreateContainerAsync(image, command);
        try
        {
            await engine.SendJsonAsync(HttpMethod.Post, $"containers/{id}/start", body: null, CancellationToken.None);
            var end = await engine.SendJsonAsync(
                HttpMethod.Post, $"containers/{id}/wait", body: null, CancellationToken.None);
            using var logs = await engine.SendAsync(
                HttpMethod.Get, $"containers/{id}/logs?stdout=1&stderr=1", content: null, CancellationToken.None);
            return (end!["StatusCode"]!.GetValue<int>(), await logs.Content.ReadAsStringAsync());
        }
        finally
        {
            await engine.SendJsonAsync(
                HttpMethod.Delete, $"containers/{id}?force=1&v=1", body: null, CancellationToken.None);
        }
    }

    /// <summary>Builds a directory with the classic builder.</summary>
    /// <returns>The engine's messages, one JSON object in each line.</returns>
    public static async Task<string> BuildAsync(
        this EngineClient engine, string directory, string dockerfile, string tag)
    {
        using var tar = new MemoryStream();
        await TarFile.CreateFromDirectoryAsync(directory, tar, includeBaseDirectory: false);
        tar.Position = 0;
        using var content = new StreamContent(tar);
        var route = $"build?t={Uri.EscapeDataString(tag)}&dockerfile={dockerfile}&forcerm=1";
        using var response = await engine.SendAsync(HttpMethod.Post, route, content, CancellationToken.None);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Pushes an image.</summary>
    /// <param name="engine">Holds it.</param>
    /// <param name="repository">With the registry's address.</param>
    /// <param name="tag">The tag alone.</param>
    /// <param name="credentials">User name and password as the engine API wants them, in JSON.</param>
    /// <returns>What went wrong, or <see langword="null"/>.</returns>
    public static async Task<string?> PushAsync(
        this EngineClient engine, string repository, string tag, string credentials = "{}")
    {
        using var nothing = new ByteArrayContent([]);
        nothing.Headers.Add("X-Registry-Auth", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        var route = $"images/{repository}/push?tag={tag}";
        using var response = await engine.SendAsync(HttpMethod.Post, route, nothing, CancellationToken.None);
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines
            .Select(line => JsonNode.Parse(line)!["error"]?.GetValue<string>())
            .LastOrDefault(error => error is not null);
    }

    /// <summary>Creates a container with a terminal, so that its output is plain text.</summary>
    /// <returns>Its ID.</returns>
    public static async Task<string> CreateContainerAsync(
        this EngineClient engine, string image, params IReadOnlyList<string> command)
    {
        var request = new JsonObject
        {
            ["Image"] = image,
            ["Cmd"] = command.Count == 0 ? null : new JsonArray([.. command.Select(word => JsonValue.Create(word))]),
            ["Tty"] = true,
        };
        var created = await engine.SendJsonAsync(HttpMethod.Post, "containers/create", request, CancellationToken.None);
        return $"{created!["Id"]}";
    }
}
