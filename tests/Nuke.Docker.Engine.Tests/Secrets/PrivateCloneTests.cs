using System.Net;
using Nuke.Docker.Engine.Tests.BuildKit;
using Nuke.Docker.Engine.Tests.Patterns;
using Nuke.Docker.Images;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Engine.Tests.Secrets;

/// <summary>
/// A repository that asks for a user and a password is cloned in a step, and neither is anywhere afterwards.
/// </summary>
public abstract class PrivateCloneTests(PrivateEngine fixture) : BuildKitTest(fixture)
{
    const string Helper =
        """!f() { echo "username=$(cat /run/secrets/user)"; echo "password=$(cat /run/secrets/password)"; }; f""";

    // Long and random enough to be nowhere by chance, and different in each encoding.
    readonly string _user = $"anna+{Guid.NewGuid():N}";
    readonly string _password = $"p/w&?{Guid.NewGuid():N}";
    readonly string _file = $"file+/{Guid.NewGuid():N}";
    readonly string _variable = $"variable<{Guid.NewGuid():N}";

    SecretScan Scan => field ??= new SecretScan(_user, _password, _file, _variable);

    string LocalCache => Path.Combine(Output.Path, "cache");

    [Fact]
    public async Task NothingKeepsWhatOnlyTheStepWasTold()
    {
        await using var server = await StartServerAsync();
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.None, Fixture);
        var image = $"{registry.Address}/{Name}";
        const string Mounts = "--mount=type=secret,id=user,required --mount=type=secret,id=password,required "
            + "--mount=type=secret,id=file,required --mount=type=secret,id=variable,required";

        await CloneAsync(image, $"""
            RUN {Mounts} \
                git -c credential.helper='{Helper}' clone http://{server.Address}/private.git /app \
                && wc -c /run/secrets/* >/lengths
            RUN cat /app/.git/config
            """);
        await PushAsync(registry, image);

        Assert.Equal("from a private place", await OutputOfAsync($"{image}:1", "cat", "/app/file"));
        Assert.Equal(
            $"{_user.Length},{_password.Length},{_file.Length},{_variable.Length}",
            await OutputOfAsync($"{image}:1", "sh", "-c",
                "cd /; for i in user password file variable; do grep /$i$ lengths; done | awk '{printf c $1; "
                + "c=\",\"}'"));
        await ScanAsync(registry, image);
        Assert.Empty(Scan.Findings);
        Assert.True(Scan.Count > 100);
    }

    [Fact]
    public async Task WhatAStepSaysOfItIsKeptByNobodyEither()
    {
        await PassOverWhatIsOlderAsync();
        await BuildAsync(
            "FROM alpine\nRUN --mount=type=secret,id=password,required cat /run/secrets/password; echo said\n",
            settings => settings.SetBuilder(ImageBuilder.BuildKit).AddSecret("password", _password));

        Assert.Contains("***said", Events.Output);
        await Scan.LookIntoAsync(Fixture.Engine.DataDirectory, "engine: ");
        Scan.Look("engine's log", await File.ReadAllTextAsync(Fixture.Engine.LogFile));
        Assert.Empty(Scan.Findings);
    }

    [Fact]
    public async Task BuildArgumentsWouldBeEverywhere()
    {
        await using var server = await StartServerAsync();
        await using var registry = await LoopbackRegistry.StartAsync(RegistryDemands.None, Fixture);
        var image = $"{registry.Address}/{Name}";

        await CloneAsync(
            image,
            $"""
            ARG USER
            ARG PASSWORD
            RUN git clone http://$USER:$PASSWORD@{server.Address}/private.git /app
            RUN rm -r /app/.git

            """,
            settings => settings.ClearSecrets()
                .SetBuildArgument("USER", _user)
                .SetBuildArgument("PASSWORD", Uri.EscapeDataString(_password))
                .AllowBuildArgument("PASSWORD"));
        await PushAsync(registry, image);

        await ScanAsync(registry, image);
        var places = string.Join('\n', Scan.Findings);
        foreach (var place in (string[])
        [
            "history: the value in a URL",
            " > app/.git/config: the value in a URL",
            "registry: docker/registry/v2/blobs/sha256/",
            "engine: ",
        ])
            Assert.Contains(place, places, StringComparison.Ordinal);
    }

    /// <summary>What other tests have left of steps and contexts is removed, so that there is less to walk
    /// through.</summary>
    async Task PassOverWhatIsOlderAsync()
    {
        await Fixture.Client.SendJsonAsync(HttpMethod.Post, "build/prune?all=1", body: null, Stop);
        Scan.Skip(Fixture.Engine.DataDirectory);
    }

    async Task<GitServer> StartServerAsync()
    {
        var server = await GitServer.StartAsync(Fixture, new NetworkCredential(_user, _password));
        await (await server.CreateAsync("private")).CommitAsync(("file", "from a private place"));
        await GitProgram.CopyAsync(Path.Combine(Context.Path, "git"));
        return server;
    }

    /// <summary>Builds with secrets from all sources, and with all caches that the engine's BuildKit writes.</summary>
    async Task CloneAsync(
        string image, string steps, Func<ImageBuildSettings, ImageBuildSettings>? configure = null)
    {
        await PassOverWhatIsOlderAsync();
        var variable = $"VARIABLE_{Name}";
        Environment.SetEnvironmentVariable(variable, _variable);
        Output.Write("file", _file);
        var dockerfile = $"FROM alpine\nCOPY git /\n{steps}";
        await BuildAsync(dockerfile, settings => (configure ?? (same => same))(settings
            .SetTags($"{image}:1")
            .SetBuilder(ImageBuilder.BuildKit)
            .AddCacheTo(new BuildCache.Inline())
            .AddCacheTo(HasContainerdStore
                ?
                [
                    new BuildCache.Registry(ImageReference.Parse($"{image}:cache"), BuildCacheMode.Max),
                    new BuildCache.Local(LocalCache, BuildCacheMode.Max),
                ]
                : [])
            .AddSecret("user", _user)
            .AddSecret("password", _ => Task.FromResult(_password))
            .AddSecretFile("file", Path.Combine(Output.Path, "file"))
            .AddSecretVariable("variable", variable)));
        Environment.SetEnvironmentVariable(variable, null);
    }

    async Task PushAsync(LoopbackRegistry registry, string image)
    {
        Assert.Null(await Fixture.Client.PushAsync(image, "1"));
        Assert.Equal(HasContainerdStore ? ["1", "cache"] : ["1"], await registry.TagsAsync(Name));
    }

    /// <summary>Looks at everything that is left of a build anywhere.</summary>
    async Task ScanAsync(LoopbackRegistry registry, string image)
    {
        var client = Fixture.Client;
        Scan.Look("history", (await client.GetAsync($"images/{image}:1/history", Stop)).ToJsonString());
        Scan.Look("configuration", (await client.GetAsync($"images/{image}:1/json", Stop)).ToJsonString());
        using (var saved = await client.SendAsync(HttpMethod.Get, $"images/{image}:1/get", content: null, Stop))
            await Scan.LookIntoAsync("image", await saved.Content.ReadAsStreamAsync());
        foreach (var progressEvent in Events.All)
            Scan.Look("event", $"{progressEvent}");
        await Scan.LookIntoAsync(Fixture.Engine.DataDirectory, "engine: ");
        await Scan.LookIntoAsync(registry.StorageDirectory, "registry: ");
        if (HasContainerdStore)
            await Scan.LookIntoAsync(LocalCache, "cache: ");
        Scan.Look("engine's log", await File.ReadAllTextAsync(Fixture.Engine.LogFile));
    }
}

[Collection(nameof(MachineEngineCollection))]
public sealed class PrivateCloneTestsOnTheMachinesVersion(MachineEngine fixture) : PrivateCloneTests(fixture);

[Collection(nameof(Engine26Collection))]
public sealed class PrivateCloneTestsOnEngine26(Engine26 fixture) : PrivateCloneTests(fixture);

[Collection(nameof(NewestEngineCollection))]
public sealed class PrivateCloneTestsOnTheNewestVersion(NewestEngineWithAlpine fixture) : PrivateCloneTests(fixture);

[Collection(nameof(ContainerdStoreCollection))]
public sealed class PrivateCloneTestsWithTheContainerdStore(
    NewestEngineWithContainerdStore fixture) : PrivateCloneTests(fixture);
