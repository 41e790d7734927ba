using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Nuke.Docker.Machine;

namespace Nuke.Docker.Testing;

/// <summary>A real git server over HTTP: <c>git http-backend</c>, and a listener that speaks CGI with it.</summary>
public sealed class GitServer : IAsyncDisposable
{
    public const string UserName = "nuke";
    public const string Password = "s3cret/word";

    readonly TemporaryDirectory _directory = new();
    readonly HttpListener _listener;
    readonly string? _authorization;
    readonly ConcurrentQueue<string> _requests = new();
    readonly ConcurrentDictionary<string, (string Type, byte[] Content)> _files = new();
    readonly Task _serving;

    GitServer(HttpListener listener, string address, NetworkCredential? credential)
    {
        (_listener, Address) = (listener, address);
        if (credential is not null)
            _authorization = $"Basic {Base64($"{credential.UserName}:{credential.Password}")}";
        _serving = ServeAsync();
    }

    /// <summary><c>address:port</c>.</summary>
    public string Address { get; }

    /// <summary>Method, path and query of each request, in their order.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>What is answered to everything, in the place of an answer of git.</summary>
    public HttpStatusCode? Trouble { get; set; }

    /// <summary>Starts a server. Installs git on a bare machine.</summary>
    /// <param name="engine">
    /// The engine whose containers reach it as well; <see langword="null"/> means this machine's loopback alone.
    /// </param>
    /// <param name="authenticates">Whether it asks for <see cref="UserName"/> and <see cref="Password"/>.</param>
    public static Task<GitServer> StartAsync(PrivateEngine? engine = null, bool authenticates = false) =>
        StartAsync(engine, authenticates ? new NetworkCredential(UserName, Password) : null);

    /// <param name="engine"><inheritdoc cref="StartAsync(PrivateEngine?, bool)"/></param>
    /// <param name="credential">What it asks for; <see langword="null"/>: everybody may read.</param>
    /// <inheritdoc cref="StartAsync(PrivateEngine?, bool)"/>
    public static async Task<GitServer> StartAsync(PrivateEngine? engine, NetworkCredential? credential)
    {
        await DebianPackages.EnsureInstalledAsync(["git"], _ => { }, CancellationToken.None);
        var (listener, address) = FreePortListener.Start(engine?.Engine.HostAddress ?? "127.0.0.1");
        return new GitServer(listener, address, credential);
    }

    /// <summary>Makes an empty repository, whose <c>HEAD</c> is <c>main</c>.</summary>
    public async Task<GitRepository> CreateAsync(string name)
    {
        var bare = Path.Combine(_directory.Path, $"{name}.git");
        var repository = await GitRepository.CreateAsync(bare, $"http://{Address}/{name}.git");
        await GitRepository.GitInAsync(bare, "config", "http.receivepack", "false");
        return repository;
    }

    /// <summary>Serves a file beside the repositories.</summary>
    /// <returns>Its address.</returns>
    public string Serve(string name, string type, byte[] content)
    {
        _files[$"/{name}"] = (type, content);
        return $"http://{Address}/{name}";
    }

    public async ValueTask DisposeAsync()
    {
        // No Close behind it: that would listen once more, to stop again.
        _listener.Stop();
        await _serving;
        _directory.Dispose();
    }

    async Task ServeAsync()
    {
        var answers = new List<Task>();
        while (_listener.IsListening)
        {
            try
            {
                answers.Add(AnswerAsync(await _listener.GetContextAsync()));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                break; // It was stopped.
            }
        }
        await Task.WhenAll(answers);
    }

    async Task AnswerAsync(HttpListenerContext context)
    {
        _requests.Enqueue($"{context.Request.HttpMethod} {context.Request.RawUrl}");
        using var response = context.Response;
        if (Trouble is { } trouble)
            response.StatusCode = (int)trouble;
        else if (_authorization is not null && context.Request.Headers["Authorization"] != _authorization)
        {
            response.StatusCode = (int)HttpStatusCode.Unauthorized;
            response.AddHeader("WWW-Authenticate", "Basic realm=\"tests\"");
        }
        else if (_files.TryGetValue(context.Request.RawUrl!, out var file))
        {
            response.ContentType = file.Type;
            await response.OutputStream.WriteAsync(file.Content);
        }
        else
            await RunAsync(context.Request, response);
    }

    static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <remarks>git-http-backend(1), RFC 3875.</remarks>
    async Task RunAsync(HttpListenerRequest request, HttpListenerResponse response)
    {
        using var body = new MemoryStream();
        await request.InputStream.CopyToAsync(body);
        var start = new ProcessStartInfo("git", ["http-backend"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["GIT_PROJECT_ROOT"] = _directory.Path,
                ["GIT_HTTP_EXPORT_ALL"] = "1",
                ["GIT_CONFIG_GLOBAL"] = "/dev/null",
                ["GIT_PROTOCOL"] = request.Headers["Git-Protocol"] ?? "",
                ["PATH_INFO"] = request.Url!.AbsolutePath,
                ["QUERY_STRING"] = request.Url.Query.TrimStart('?'),
                ["REQUEST_METHOD"] = request.HttpMethod,
                ["CONTENT_TYPE"] = request.ContentType ?? "",
                ["CONTENT_LENGTH"] = body.Length.ToString(CultureInfo.InvariantCulture),
                ["HTTP_CONTENT_ENCODING"] = request.Headers["Content-Encoding"] ?? "",
                ["REMOTE_ADDR"] = "127.0.0.1",
            },
        };
        using var backend = Process.Start(start)!;
        await backend.StandardInput.BaseStream.WriteAsync(body.ToArray());
        backend.StandardInput.Close();
        using var output = new MemoryStream();
        await backend.StandardOutput.BaseStream.CopyToAsync(output);
        await SendAsync(output.ToArray(), response);
    }

    static async Task SendAsync(byte[] output, HttpListenerResponse response)
    {
        var end = output.AsSpan().IndexOf("\r\n\r\n"u8);
        foreach (var line in Encoding.ASCII.GetString(output, 0, end).Split("\r\n"))
            if (line.Split(": ", 2) is ["Status", var status])
                response.StatusCode = int.Parse(status[..3], CultureInfo.InvariantCulture);
            else if (line.Split(": ", 2) is [var name, var value])
                response.AddHeader(name, value);
        await response.OutputStream.WriteAsync(output.AsMemory(end + 4));
    }
}
