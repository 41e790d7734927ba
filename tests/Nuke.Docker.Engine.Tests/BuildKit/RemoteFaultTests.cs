using System.Globalization;
using System.Security.Cryptography;
using Nuke.Docker.BuildKit;
using Nuke.Docker.Images;
using Nuke.Docker.Progress;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>Lines to a builder that are bad, or dead.</summary>
[Collection(nameof(RemoteCollection))]
public sealed class RemoteFaultTests(RemoteBuilder builder) : RemoteTest(builder)
{
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task ASlowLineCostsTimeAndNothingElse()
    {
        using var authority = new CertificateAuthority();
        authority.IssueClient();
        using var certificate = authority.IssueServer(null, "127.0.0.1");
        await using var proxy = BuilderProxy.OnTls(Fixture, certificate, authority);
        proxy.IsSlow = true;
        var content = new byte[100_000];
        new Random(1).NextBytes(content);
        await File.WriteAllBytesAsync(Path.Combine(Context.Path, "file"), content);
        var settings = Image($"FROM {RemoteBuilder.BaseImage}\nCOPY file /\nRUN sha256sum /file | tee /sum\n")
            .SetBuilder(BuilderEndpoint.Parse(proxy.Endpoint).WithCertificates(authority.Directory));

        await ImageBuild.RunAsync(Docker, settings, Events, Stop).WaitAsync(_patience);

        var sum = $"{Convert.ToHexStringLower(SHA256.HashData(content))}  /file";
        Assert.Equal([sum], Events.Output);
        Assert.Equal(sum, await OutputOfAsync(Name, "cat", "/sum"));
        Assert.Equal(sum, await OutputOfAsync(Name, "sha256sum", "/file"));
    }

    [Fact]
    public async Task ABuilderThatIsGoneWithoutAWordIsTakenForLost()
    {
        await using var proxy = BuilderProxy.OnTcp(Fixture);
        var seconds = Random.Shared.Next(100_000, 999_999).ToString(CultureInfo.InvariantCulture);
        Events.OnEvent = progressEvent =>
        {
            if (progressEvent is ProgressEvent.Output { Line: "begun" })
                proxy.Freeze();
        };

        // It says something each five seconds.
        var error = await Assert.ThrowsAsync<EngineUnavailableException>(() => SolveAsync(
            proxy,
            $"FROM alpine\nRUN echo begun; sleep {seconds}\n",
            settings => settings with { SilenceLimit = TimeSpan.FromSeconds(6) }).WaitAsync(_patience));

        Assert.Equal(
            $"The BuildKit at '{proxy.Endpoint}' fell silent during Session. Look into buildkitd's log.",
            error.Message);
        await proxy.CutAsync();
        await StepProcesses.AssertEndAsync($"sleep\0{seconds}");
        Assert.False(await IsOnEngineAsync(Name));
    }

    [Fact]
    public async Task ABuilderThatIsGoneBeforeItTakesTheSessionIsTakenForLost()
    {
        await using var proxy = BuilderProxy.OnTcp(Fixture);
        using var connection = await BuildKitConnection.OpenAsync(
            EngineEndpoint.Parse(proxy.Endpoint), Stop, TimeSpan.FromSeconds(1));
        proxy.Freeze();

        var error = await Assert.ThrowsAsync<EngineUnavailableException>(
            () => connection.OpenSessionAsync("", [], Stop).WaitAsync(_patience));

        Assert.Equal(
            $"The BuildKit at '{proxy.Endpoint}' gave no answer within 1 s during Session. Look into buildkitd's log.",
            error.Message);
    }
}
