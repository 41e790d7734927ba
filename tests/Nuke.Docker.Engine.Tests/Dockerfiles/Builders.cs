using System.Formats.Tar;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Dockerfiles;

/// <summary>Both builders of an engine. BuildKit fetches its context from here: that needs no session.</summary>
sealed partial class Builders : IDisposable
{
    readonly PrivateEngine _engine;
    readonly HttpListener _listener;
    readonly string _address;
    readonly Dictionary<string, byte[]> _contexts = [];

    public Builders(PrivateEngine engine)
    {
        _engine = engine;
        (_listener, var address) = FreePortListener.Start(engine.Engine.HostAddress);
        _address = $"http://{address}/";
        _ = ServeAsync();
    }

    public Task<BuildOutcome> BuildWithBuildKitAsync(
        string dockerfile, IReadOnlyDictionary<string, string?>? arguments = null, string? target = null)
    {
        var name = $"{Guid.NewGuid():N}.tar";
        lock (_contexts)
            _contexts[$"/{name}"] = Context(dockerfile);
        return BuildAsync(
            $"build?version=2&remote={Uri.EscapeDataString(_address + name)}{Query(arguments, target)}", content: null);
    }

    public async Task<BuildOutcome> BuildWithClassicBuilderAsync(
        string dockerfile, IReadOnlyDictionary<string, string?>? arguments = null, string? target = null)
    {
        using var content = new ByteArrayContent(Context(dockerfile));
        return await BuildAsync($"build?forcerm=1{Query(arguments, target)}", content);
    }

    public void Dispose() => _listener.Close();

    async Task<BuildOutcome> BuildAsync(string route, HttpContent? content)
    {
        using var response = await _engine.Client.SendAsync(HttpMethod.Post, route, content, CancellationToken.None);
        var messages = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!).ToList();
        var error = messages.Select(message => message["error"] ?? message["message"])
            .FirstOrDefault(found => found != null);
        // A warning about empty continuation lines stands in front of the first step, on the same line.
        var steps = Step().Matches(string.Concat(messages.Select(message => message["stream"])))
            .Select(match => match.Value).ToList();
        var id = messages.Select(message => message["aux"] as JsonObject)
            .LastOrDefault(aux => aux?["ID"] != null)?["ID"];
        var config =
            id == null ? null : (await _engine.Client.GetAsync($"images/{id}/json", CancellationToken.None))["Config"];
        return new($"{error}", steps, config);
    }

    static string Query(IReadOnlyDictionary<string, string?>? arguments, string? target) =>
        (target == null ? "" : $"&target={target}")
        + (arguments == null ? "" : $"&buildargs={Uri.EscapeDataString(JsonSerializer.Serialize(arguments))}");

    /// <summary>The Dockerfile, and files for <c>COPY</c> to find.</summary>
    static byte[] Context(string dockerfile)
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Gnu, leaveOpen: true))
        {
            foreach (var (name, text) in new[] { ("Dockerfile", dockerfile), ("a", "a"), ("b c", "b"), ("dir/d", "d") })
                writer.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, name)
                {
                    DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text))
                });
        }
        return tar.ToArray();
    }

    [GeneratedRegex(@"Step \d+/\d+ : .*", RegexOptions.CultureInvariant)]
    private static partial Regex Step();

    async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var request = await _listener.GetContextAsync();
                byte[] context;
                lock (_contexts)
                    context = _contexts[request.Request.Url!.AbsolutePath];
                request.Response.ContentType = "application/x-tar";
                request.Response.Close(context, willBlock: false);
            }
            catch (Exception end) when (end is HttpListenerException or ObjectDisposedException)
            {
                // Closed with the tests, or a connection that the engine gave up: it asks again.
            }
        }
    }
}
