using System.Security.Cryptography;
using System.Text;
using Nuke.Docker.BuildKit.Sessions;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.BuildKit;

/// <summary>What a step has while it runs: secrets, agents, caches.</summary>
public abstract class MountTests(PrivateEngine fixture) : BuildKitTest(fixture)
{
    [Fact]
    public async Task ASecretIsThereWhileTheStepRunsAndNowhereElse()
    {
        var value = $"geheim-{Name}";
        await SolveAsync(
            "FROM alpine\nRUN --mount=type=secret,id=token cp /run/secrets/token /seen && sha256sum /seen >/hash && "
            + "rm /seen\n",
            settings => settings with
            {
                Secrets = new Dictionary<string, SecretSource>
                {
                    ["token"] = _ => ValueTask.FromResult<ReadOnlyMemory<byte>>(Encoding.UTF8.GetBytes(value)),
                },
            });

        var hash = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(value)));
        Assert.Equal($"{hash}  /seen", await OutputOfAsync(Name, "cat", "/hash"));
        Assert.Equal(
            "absent",
            await OutputOfAsync(Name, "sh", "-c", "test -s /run/secrets/token && echo present || echo absent"));
        Assert.DoesNotContain(value, await ArchiveOfAsync(Name), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASecretThatWasNotGivenIsNamed()
    {
        var error = await Assert.ThrowsAsync<SolveException>(
            () => SolveAsync("FROM alpine\nRUN --mount=type=secret,id=token,required=true true\n"));

        Assert.Contains("token", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStepReachesTheAgentOfThisMachine()
    {
        using var agent = await SshAgent.StartAsync();
        await SshAgent.CopyClientAsync(Path.Combine(Context.Path, "client"));

        await SolveAsync(
            "FROM alpine\nCOPY client /client\n"
            + "RUN --mount=type=ssh LD_LIBRARY_PATH=/client /client/ld.so /client/ssh-add -l >/keys\n",
            settings =>
                settings with { SshAgents = new Dictionary<string, string> { ["default"] = agent.SocketPath } });

        Assert.Contains(" the test's key ", await OutputOfAsync(Name, "cat", "/keys"), StringComparison.Ordinal);
        var error = await Assert.ThrowsAsync<SolveException>(
            () => SolveAsync("FROM alpine\nRUN --mount=type=ssh,required=true true\n"));
        Assert.Contains("default", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMountedCacheIsThereInTheNextBuild()
    {
        var mount = $"RUN --mount=type=cache,id={Name},target=/cache";
        await SolveAsync(
            $"FROM alpine\n{mount} echo kept >/cache/file\n", settings => settings with { Outputs = [] });

        await SolveAsync($"FROM alpine\n{mount} cp /cache/file /file\n");

        Assert.Equal("kept", await OutputOfAsync(Name, "cat", "/file"));
    }

    /// <summary>Everything that the engine would hand out of an image: history, configuration and layers.</summary>
    async Task<string> ArchiveOfAsync(string image)
    {
        using var response = await Fixture.Client.SendAsync(HttpMethod.Get, $"images/{image}/get", content: null, Stop);
        return Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync());
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class MountTestsOnTheMachinesVersion(MachineEngine fixture) : MountTests(fixture);

[Collection(nameof(Engine26Collection))]
public sealed class MountTestsOnEngine26(Engine26 fixture) : MountTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class MountTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : MountTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class MountTestsWithTheContainerdStore(NewestEngineWithContainerdStore fixture) : MountTests(fixture);
