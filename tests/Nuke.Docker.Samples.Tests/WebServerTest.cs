using System.Text.Json.Nodes;

namespace Nuke.Docker.Samples.Tests;

/// <summary>The tests of a web server whose answer changes.</summary>
/// <param name="engine">Shared by all samples.</param>
/// <param name="name">The sample's folder, and its image.</param>
public abstract class WebServerTest(SampleEngine engine, string name) : SampleTest(engine, name, "golang")
{
    const string Revision = "org.opencontainers.image.revision";
    static readonly TimeSpan _startLimit = TimeSpan.FromSeconds(20);

    /// <summary>The first file of the server, whose answer is <c>Hello World!</c>.</summary>
    private protected static string Server { get; } =
        File.ReadAllText(Path.Combine(Samples.Tests.Sample.Root, "web-server-copy", "server.go"));

    /// <summary>The server whose answer is <c>Hello World.</c>.</summary>
    private protected static string ChangedServer { get; } =
        Server.Replace("Hello World!", "Hello World.", StringComparison.Ordinal);

    private protected async Task<string> ImageIdAsync() =>
        $"{(await Engine.Client.GetAsync($"images/{Sample.Name}/json", Stop))["Id"]}";

    private protected async Task<string?> RevisionAsync() =>
        (string?)(await Engine.Client.GetAsync($"images/{Sample.Name}/json", Stop))["Config"]!["Labels"]?[Revision];

    /// <summary>What a container of the image answers.</summary>
    private protected async Task<string> AnswerAsync()
    {
        var request = new JsonObject
        {
            ["Image"] = Sample.Name,
            ["HostConfig"] = new JsonObject { ["PublishAllPorts"] = true }
        };
        var created = await Engine.Client.SendJsonAsync(HttpMethod.Post, "containers/create", request, Stop);
        var id = (string)created!["Id"]!;
        try
        {
            await Engine.Client.SendJsonAsync(HttpMethod.Post, $"containers/{id}/start", body: null, Stop);
            var container = await Engine.Client.GetAsync($"containers/{id}/json", Stop);
            var port = container["NetworkSettings"]!["Ports"]!["8080/tcp"]![0]!["HostPort"];
            return await GetAsync(new Uri($"http://{Engine.Engine.Address}:{port}/"));
        }
        finally
        {
            await Engine.Client.SendJsonAsync(HttpMethod.Delete, $"containers/{id}?force=1", body: null, Stop);
        }
    }

    static async Task<string> GetAsync(Uri address)
    {
        using var client = new HttpClient();
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await client.GetStringAsync(address);
            }
            catch (HttpRequestException) when (TimeProvider.System.GetElapsedTime(start) < _startLimit)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20)); // It does not listen yet.
            }
        }
    }
}
