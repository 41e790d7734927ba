using System.Text;
using Nuke.Docker.Core.Tests.Engine;
using Nuke.Docker.Images;
using Nuke.Docker.Progress;
using Nuke.Docker.Registries;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Images;

public sealed class RetryTests : IAsyncDisposable, IProgressReporter
{
    const string Digest = "sha256:0123456789012345678901234567890123456789012345678901234567890123";
    const string Pushed = $$"""{"aux":{"Tag":"1","Digest":"{{Digest}}","Size":528} }""";

    readonly ScriptedEngine _scripted = ScriptedEngine.OnUnixSocket();
    readonly SurroundingsForTests _here = new();
    readonly HastyTime _time = new();
    readonly Queue<string> _answers = new();
    readonly List<string> _notices = [];

    public RetryTests()
    {
        _scripted.Answer("POST /images/r.example.com/shop/push", exchange => exchange.SendAsync(_answers.Dequeue()));
        _scripted.Answer("POST /images/create", exchange => exchange.SendAsync(_answers.Dequeue()));
    }

    public async ValueTask DisposeAsync()
    {
        await _scripted.DisposeAsync();
        _here.Dispose();
    }

    void IProgressReporter.Report(ProgressEvent progressEvent)
    {
        if (progressEvent is ProgressEvent.Notice notice)
            _notices.Add(notice.Text);
    }

    [Fact]
    public async Task AFailureThatMayPassIsTriedAgainWithAGrowingDelay()
    {
        AnswerError("received unexpected HTTP status: 503 Service Unavailable");
        AnswerError("toomanyrequests: slow down");
        Answer("200 OK", Pushed);

        var pushed = await PushAsync();

        Assert.Equal(Digest, Assert.Single(pushed).Digest);
        Assert.Equal([TimeSpan.FromSeconds(0.75), TimeSpan.FromSeconds(1.5)], _time.Waits);
        Assert.Equal(
            [
                "Attempt 1 of 4 to push 'r.example.com/shop:1' failed, the next one is in 0.8 s: received unexpected "
                + "HTTP status: 503 Service Unavailable",
                "Attempt 2 of 4 to push 'r.example.com/shop:1' failed, the next one is in 1.5 s: toomanyrequests: "
                + "slow down",
            ],
            _notices);
    }

    [Fact]
    public async Task TheLastAttemptTellsWhy()
    {
        for (var attempt = 0; attempt < 2; attempt++)
            AnswerError("read tcp 1.2.3.4:5->6.7.8.9:443: read: connection reset by peer");

        var error = await Assert.ThrowsAsync<ImagePushException>(
            () => PushAsync(settings => settings.SetRetry(RetrySettings.Default with { Attempts = 2 })));

        Assert.Equal(
            "Image 'r.example.com/shop:1' was not pushed: registry 'r.example.com' failed again and again: "
            + "read tcp 1.2.3.4:5->6.7.8.9:443: read: connection reset by peer. Try again later.",
            error.Message);
        Assert.Equal(RegistryFailure.Temporary, error.Failure);
        Assert.Single(_time.Waits);
    }

    [Fact]
    public async Task ARefusalIsNotTriedAgain()
    {
        AnswerError("denied: requested access to the resource is denied");

        var error = await Assert.ThrowsAsync<ImagePushException>(() => PushAsync(settings => settings.AddCredentials(
            RegistryCredential.Password("r.example.com", "me", "s3cr3t", "--docker-registry-password"))));

        Assert.Equal(
            "Image 'r.example.com/shop:1' was not pushed: registry 'r.example.com' does not let it be pushed with the "
            + "credentials from --docker-registry-password: denied: requested access to the resource is denied. "
            + "Correct the name, or get the right to push it.",
            error.Message);
        Assert.Empty(_time.Waits);
        Assert.Empty(_notices);
    }

    [Fact]
    public async Task ARegistryThatRepeatsThePasswordIsNotQuoted()
    {
        AnswerError("toomanyrequests: me:sw0rdf1sh-1 was here before");
        Answer("403 Forbidden", """{"message":"denied: Basic bWU6c3cwcmRmMXNoLTE= may not"}""");

        var error = await Assert.ThrowsAsync<ImagePushException>(() => PushAsync(settings => settings.AddCredentials(
            RegistryCredential.Password("r.example.com", "me", "sw0rdf1sh-1", "--docker-registry-password"))));

        Assert.EndsWith(
            " in 0.8 s: toomanyrequests: me:*** was here before", Assert.Single(_notices), StringComparison.Ordinal);
        Assert.Contains(": denied: Basic bWU6*** may not. ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c3cwcmRmMXNoLT", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task APullIsTriedAgainAfterAStatusToo()
    {
        Answer("429 Too Many Requests", """{"message":"slow down"}""");
        Answer(
            "500 Internal Server Error",
            """{"message":"Get \"https://r.example.com/v2/\": net/http: TLS handshake timeout"}""");
        Answer("200 OK", $$"""{"status":"Digest: {{Digest}}"}""");
        _scripted.AnswerJson("GET /images/r.example.com/shop:1/json", """{"Id":"sha256:abc","Size":5}""");
        await using var engine = await _scripted.ConnectAsync();
        var settings = ImagePullSettings.Default.SetImage("r.example.com/shop:1")
            .SetCredentials(new RegistryCredentials(_here.Environment));

        var pulled = await ImagePull.RunAsync(engine, settings, Surroundings, this, CancellationToken.None);

        Assert.Equal($"r.example.com/shop@{Digest}", $"{pulled.Reference}");
        Assert.Equal(2, _time.Waits.Count);
    }

    [Fact]
    public async Task ACancellationEndsTheWait()
    {
        AnswerError("received unexpected HTTP status: 500 Internal Server Error");
        await using var engine = await _scripted.ConnectAsync();
        using var stop = new CancellationTokenSource();
        var never = new TransferSurroundings(new NoticedTime(stop.Cancel), () => 0);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ImagePush.RunAsync(engine, Settings, never, this, stop.Token).WaitAsync(ScriptedConnection.Patience));
    }

    [Theory]
    [InlineData(1, 0, 0.5)]
    [InlineData(1, 0.5, 1)]
    [InlineData(3, 0.5, 4)]
    [InlineData(20, 0.5, 30)]
    public void DelaysDoubleUpToTheLongest(int attempt, double chance, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetrySettings.Default.DelayAfter(attempt, chance));

    [Fact]
    public async Task WrongSettingsAreToldAtOnce()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => PushAsync(settings => settings
            .SetImages($"shop@{Digest}")
            .SetRetry(new RetrySettings { Attempts = 0, FirstDelay = TimeSpan.FromMinutes(1) })));

        Assert.Equal(
            $"Images cannot be pushed, for 3 reasons: 'shop@{Digest}' has a digest; the registry makes digests itself; "
            + "0 attempts are less than one; the delay of 00:01:00 before the second attempt is not between zero and "
            + "the longest one, 00:00:30.",
            error.Message);
    }

    ImagePushSettings Settings => ImagePushSettings.Default
        .SetImages("r.example.com/shop:1").SetCredentials(new RegistryCredentials(_here.Environment));

    TransferSurroundings Surroundings => new(_time, () => 0.25);

    async Task<IReadOnlyList<PushedImage>> PushAsync(Func<ImagePushSettings, ImagePushSettings>? configure = null)
    {
        await using var engine = await _scripted.ConnectAsync();
        return await ImagePush.RunAsync(
            engine, (configure ?? (_ => _))(Settings), Surroundings, this, CancellationToken.None);
    }

    void AnswerError(string message) =>
        Answer("200 OK", $$"""{"errorDetail":{"message":"{{message}}"},"error":"{{message}}"}""");

    void Answer(string status, string json) =>
        _answers.Enqueue(
            $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}");

    sealed class NoticedTime(Action onWait) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            onWait();
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        }
    }
}
