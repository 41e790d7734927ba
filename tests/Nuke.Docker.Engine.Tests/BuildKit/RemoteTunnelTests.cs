using System.Globalization;
using System.Text;
using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.FileSync;
using Nuke.Docker.BuildKit.Sessions;
using Nuke.Docker.Images;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>What a build asks for comes through a connection inside a call.</summary>
[Collection(nameof(ContainerdStoreCollection))]
public sealed class RemoteTunnelTests(NewestEngineWithContainerdStore fixture) : RemoteTest(fixture)
{
    [Fact]
    public async Task OneChangedFileOfTwoThousandIsSentAlone()
    {
        await using var proxy = BuilderProxy.OnTcp(Fixture);
        for (var i = 0; i < 2_000; i++)
            Context.Write($"src/{i % 40}/{i}.txt", i.ToString("D5", CultureInfo.InvariantCulture));
        const string Dockerfile = "FROM alpine\nCOPY src /src\nRUN cat /src/*/*.txt | wc -c >/bytes\n";
        var first = await SolveAsync(proxy, Dockerfile);
        Assert.Contains(new FileTransfer("context", 2_041, 2_000, 10_000), first.Transfers);

        Context.Write("src/7/7.txt", "55555");
        var second = await SolveAsync(proxy, Dockerfile);

        Assert.Contains(new FileTransfer("context", 2_041, 1, 5), second.Transfers);
        Assert.Equal("55555", await OutputOfAsync(Name, "cat", "/src/7/7.txt"));
    }

    [Fact]
    public async Task ALargeFileArrivesAsItIs()
    {
        await using var proxy = BuilderProxy.OnUnixSocket(Fixture);
        var content = new byte[20_000_000];
        new Random(1).NextBytes(content);
        await File.WriteAllBytesAsync(Path.Combine(Context.Path, "large"), content);

        await SolveAsync(proxy, "FROM alpine\nCOPY large /\nRUN sha256sum /large >/sum\n");

        var sum = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
        Assert.Equal($"{sum}  /large", await OutputOfAsync(Name, "cat", "/sum"));
    }

    [Fact]
    public async Task SecretsAndAgentsAreServed()
    {
        await using var proxy = BuilderProxy.OnTcp(Fixture);
        using var agent = await SshAgent.StartAsync();
        await SshAgent.CopyClientAsync(Path.Combine(Context.Path, "client"));

        await SolveAsync(
            proxy,
            "FROM alpine\nCOPY client /client\n"
            + "RUN --mount=type=secret,id=token sha256sum </run/secrets/token >/hash\n"
            + "RUN --mount=type=ssh LD_LIBRARY_PATH=/client /client/ld.so /client/ssh-add -l >/keys\n",
            settings => settings with
            {
                Secrets = new Dictionary<string, SecretSource>
                {
                    ["token"] = _ => ValueTask.FromResult<ReadOnlyMemory<byte>>(Encoding.UTF8.GetBytes(Name)),
                },
                SshAgents = new Dictionary<string, string> { ["default"] = agent.SocketPath },
            });

        var hash = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Name)));
        Assert.Equal($"{hash}  -", await OutputOfAsync(Name, "cat", "/hash"));
        Assert.Contains(" the test's key ", await OutputOfAsync(Name, "cat", "/keys"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEngineThatUpgradesNoConnectionsIsSpokenToDirectly()
    {
        await using var proxy = BuilderProxy.AsEngine(Fixture);
        await using var engine = await DockerEngine.ConnectAsync(EngineEndpoint.Parse(proxy.Endpoint), Stop);

        using var connection = await BuildKitConnection.FindAsync(engine, Stop);

        Assert.Equal("Session", connection!.SessionName);
        Assert.Equal(
            $"The BuildKit of engine {engine.Version.ServerVersion} at '{proxy.Endpoint}'",
            connection.Abilities.Owner);
        await BuildAsync(
            "FROM alpine\nCOPY . /all\nRUN --mount=type=secret,id=token sha256sum </run/secrets/token >/hash\n",
            settings => settings.SetBuilder(ImageBuilder.BuildKit).AddSecret("token", $"geheim-{Name}"));
        Assert.Equal("/all/Dockerfile", await OutputOfAsync(Name, "ls", "/all/Dockerfile"));

        async Task BuildAsync(string dockerfile, Func<ImageBuildSettings, ImageBuildSettings> configure) =>
            await ImageBuild.RunAsync(engine, configure(Image(dockerfile)), Events, Stop);
    }
}
