using Nuke.Docker.BuildKit;
using Nuke.Docker.BuildKit.Grpc;
using Nuke.Docker.BuildKit.Solving;
using Nuke.Docker.BuildKit.Wire;
using Nuke.Docker.Engine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.BuildKit;

public sealed class BuilderConnectionTests : IAsyncDisposable
{
    const string Workers = "/moby.buildkit.v1.Control/ListWorkers";

    readonly ScriptedBuilder _builder = new();

    public ValueTask DisposeAsync() => _builder.DisposeAsync();

    [Theory]
    [InlineData(null, false, false, false)]
    [InlineData("v0.9.3", true, false, false)] // Whoever says a version is 0.11 at least.
    [InlineData("v0.12.5", true, true, false)]
    [InlineData("v0.13.0-rc1", true, true, true)]
    [InlineData("0.0.0+unknown", true, false, false)]
    [InlineData("v1.0", true, true, true)]
    public async Task WhatABuilderCanDoFollowsFromItsVersion(
        string? version, bool namesContexts, bool shapesCaches, bool severalOutputs)
    {
        if (version is not null)
            _builder.Methods["/moby.buildkit.v1.Control/Info"] = ScriptedBuilder.Answer(new Info(version));

        using var connection = await OpenAsync();

        Assert.Equal(
            new BuildKitAbilities
            {
                Owner = $"The BuildKit{(version is null ? "" : $" {version}")} at '{_builder.Endpoint}'",
                HasContainerdStore = true,
                LimitsResources = namesContexts,
                NamesContexts = namesContexts,
                FetchesSubdirectories = namesContexts,
                CompressesCaches = namesContexts,
                ShapesCaches = shapesCaches,
                WritesSeveralOutputs = severalOutputs,
            },
            connection.Abilities);
        Assert.Equal("default", connection.Abilities.BaseImages);
    }

    [Fact]
    public async Task ABuilderThatDoesNotSayHowBusyItIsIsTakenAllTheSame()
    {
        using var connection = await OpenAsync();

        Assert.Null(await connection.CountActiveBuildsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task RunningBuildsAreCounted()
    {
        _builder.Methods["/moby.buildkit.v1.Control/ListenBuildHistory"] = (call, _) =>
        {
            foreach (var type in (long[])[0, 1, 0, 2])
                call.Write(new Event(type));
            return Task.CompletedTask;
        };
        using var connection = await OpenAsync();

        Assert.Equal(2, await connection.CountActiveBuildsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task WhereNobodyListensIsNoBuilder() => Assert.Equal(
        "No BuildKit answered at 'unix:///nobody.sock': no such socket. Start buildkitd or pass --docker-builder.",
        await RefusalAsync(EngineEndpoint.Parse("unix:///nobody.sock")));

    [Fact]
    public async Task AnotherServiceIsNoBuilder()
    {
        _builder.Methods.Clear();

        Assert.Equal(
            $"No BuildKit answered at '{_builder.Endpoint}': what answers there is not BuildKit "
            + $"(unknown method {Workers}). Start buildkitd or pass --docker-builder.",
            await RefusalAsync(_builder.Endpoint));
    }

    [Fact]
    public async Task AnotherMessageIsNoBuilder()
    {
        _builder.Methods[Workers] = ScriptedBuilder.Answer(new Number());

        Assert.Equal(
            $"No BuildKit answered at '{_builder.Endpoint}': what answers there is not BuildKit "
            + "(BuildKit sent a message that cannot be read: field 1 has the wire type Varint instead of "
            + "LengthDelimited. Look into its log, or the engine's). Start buildkitd or pass --docker-builder.",
            await RefusalAsync(_builder.Endpoint));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(16)]
    public async Task ABuilderThatLetsNobodyInSaysSo(int code)
    {
        _builder.Methods[Workers] = (_, _) => throw new GrpcException((GrpcCode)code, "who are you?");

        Assert.Equal(
            $"No BuildKit answered at '{_builder.Endpoint}': it does not let us in (who are you?). "
            + "Put the certificate that it accepts into the directory of --docker-builder-cert-path.",
            await RefusalAsync(_builder.Endpoint));
    }

    [Fact]
    public async Task AServerOfAnotherProtocolIsNoBuilder()
    {
        await using var scripted = ScriptedEngine.OnTcp();

        Assert.Equal(
            $"No BuildKit answered at '{scripted.Endpoint}': what answers there does not speak HTTP/2 without TLS. "
            + "It has to be buildkitd; if it wants TLS, put ca.pem, cert.pem and key.pem into the directory of "
            + "--docker-builder-cert-path.",
            await RefusalAsync(EngineEndpoint.Parse(scripted.Endpoint)));
    }

    [Fact]
    public async Task ABuilderThatHangsHasALimit()
    {
        _builder.Methods[Workers] = (_, stop) => Task.Delay(Timeout.Infinite, stop);

        Assert.Equal(
            $"No BuildKit answered at '{_builder.Endpoint}': no answer within 0.2 s. Start buildkitd or pass "
            + "--docker-builder.",
            await RefusalAsync(_builder.Endpoint, TimeSpan.FromSeconds(0.2)));
    }

    [Fact]
    public async Task ABuilderThatHangsWhenItIsToSayHowBusyItIsHasALimitToo()
    {
        _builder.Methods["/moby.buildkit.v1.Control/ListenBuildHistory"] =
            (_, stop) => Task.Delay(Timeout.Infinite, stop);
        // Enough to connect on a machine that does much else.
        using var connection = await OpenAsync(TimeSpan.FromSeconds(2));

        var error = await Assert.ThrowsAsync<EngineUnavailableException>(
            () => connection.CountActiveBuildsAsync(CancellationToken.None).WaitAsync(GrpcPair.Patience));

        Assert.Equal(
            $"No BuildKit answered at '{_builder.Endpoint}': no answer within 2 s. Start buildkitd or pass "
            + "--docker-builder.",
            error.Message);
    }

    Task<BuildKitConnection> OpenAsync(TimeSpan? limit = null) =>
        BuildKitConnection.OpenAsync(_builder.Endpoint, CancellationToken.None, limit).WaitAsync(GrpcPair.Patience);

    static async Task<string> RefusalAsync(EngineEndpoint endpoint, TimeSpan? limit = null) =>
        (await Assert.ThrowsAsync<EngineUnavailableException>(
            () => BuildKitConnection.OpenAsync(endpoint, CancellationToken.None, limit).WaitAsync(GrpcPair.Patience)))
        .Message;

    sealed record Info(string Version) : IWireMessage
    {
        public void WriteTo(WireWriter writer) => writer.Message(1, new Version2(Version));
    }

    sealed record Version2(string Version) : IWireMessage
    {
        public void WriteTo(WireWriter writer) => writer.Text(2, Version);
    }

    sealed record Event(long Type) : IWireMessage
    {
        public void WriteTo(WireWriter writer) => writer.Number(1, Type);
    }

    sealed record Number : IWireMessage
    {
        public void WriteTo(WireWriter writer) => writer.Number(1, 1);
    }
}
