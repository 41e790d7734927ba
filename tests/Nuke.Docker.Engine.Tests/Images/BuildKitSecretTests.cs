using System.Text;
using Nuke.Docker.Engine.Tests.BuildKit;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Secrets;
using Nuke.Docker.Testing;
using SshAgent = Nuke.Docker.Engine.Tests.BuildKit.SshAgent;

namespace Nuke.Docker.Engine.Tests.Images;

/// <summary>BuildKit mounts secrets: the step has the value, and nothing else has.</summary>
public abstract class BuildKitSecretTests(PrivateEngine fixture) : SecretTests(fixture)
{
    private protected override ImageBuilder Builder => ImageBuilder.BuildKit;

    [Fact]
    public async Task AMountedSecretIsInTheStepAndInNothingElse()
    {
        var image = await SecretlyAsync(
            "FROM alpine\nRUN --mount=type=secret,id=token,required cat /run/secrets/token; wc -c "
            + "</run/secrets/token >/length\n",
            settings => settings.AddSecret("token", Value));

        Assert.Equal($"{Value.Length}", await OutputOfAsync(Name, "cat", "/length"));
        Assert.Contains("***", Events.Output);
        Assert.DoesNotContain(
            Events.All, progressEvent => progressEvent.ToString()!.Contains(Value, StringComparison.Ordinal));
        Assert.DoesNotContain(image.Steps, step => step.Step.Instruction.Contains(Value, StringComparison.Ordinal));
        Assert.DoesNotContain(Value, await SavedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARequiredSecretThatIsNotGivenIsNamedWithItsLine()
    {
        var error = await Assert.ThrowsAsync<BuildSecretException>(
            () => SecretlyAsync("FROM alpine\nRUN --mount=type=secret,id=token,required true\n"));

        Assert.Equal(
            $"{Context.Path}/Dockerfile:2: the secret 'token' is required, and the settings have none of that ID. "
            + "Call AddSecret(\"token\", …).",
            error.Message);
        await AssertNothingHappenedAsync();
    }

    [Fact]
    public async Task AStepRunsWithoutAnOptionalSecretAndThatIsSaid()
    {
        await SecretlyAsync("FROM alpine\nRUN --mount=type=secret,id=token ls /run/secrets >/ls 2>/dev/null || true\n");

        Assert.Contains(
            $"{Context.Path}/Dockerfile:2: the step runs without the secret 'token', which the settings do not have. "
            + "Call AddSecret(\"token\", …) if it is needed.",
            Events.Notices);
        Assert.Equal("", await OutputOfAsync(Name, "cat", "/ls"));
    }

    [Fact]
    public async Task AStepSignsWithTheAgentsKeyAndDoesNotHaveIt()
    {
        using var agent = await SshAgent.StartAsync();
        await SshAgent.CopyClientAsync(Path.Combine(Context.Path, "client"));

        await SecretlyAsync(
            "FROM alpine\nCOPY client /client\nRUN --mount=type=ssh,id=deploy,required LD_LIBRARY_PATH=/client "
            + "/client/ld.so /client/ssh-add -l >/keys\n",
            settings => settings.AddSshAgent("deploy", agent.SocketPath));

        Assert.Contains(" the test's key ", await OutputOfAsync(Name, "cat", "/keys"), StringComparison.Ordinal);
    }

    /// <summary>The whole image with layers, history and configuration, byte for byte.</summary>
    async Task<string> SavedAsync()
    {
        using var response = await Fixture.Client.SendAsync(HttpMethod.Get, $"images/{Name}/get", content: null, Stop);
        return Encoding.Latin1.GetString(await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(Stop));
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class BuildKitSecretTestsOnTheMachinesVersion(MachineEngine fixture) : BuildKitSecretTests(fixture);

[Collection(nameof(Engine26Collection))]
public sealed class BuildKitSecretTestsOnEngine26(Engine26 fixture) : BuildKitSecretTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class BuildKitSecretTestsWithTheContainerdStore(
    NewestEngineWithContainerdStore fixture) : BuildKitSecretTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class BuildKitSecretTestsOnTheNewestVersion(NewestEngineWithAlpine fixture)
    : BuildKitSecretTests(fixture);
