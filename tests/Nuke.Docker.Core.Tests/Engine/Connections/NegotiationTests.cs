using Nuke.Docker.Engine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Engine.Connections;

public sealed class NegotiationTests
{
    [Theory]
    [InlineData("1.41", "1.12", "1.41")]
    [InlineData("1.45", "1.24", "1.45")]
    [InlineData("1.51", "1.24", "1.51")]
    [InlineData("1.52", "1.44", "1.51")]
    public async Task TheNewestVersionThatBothSpeakIsChosen(string newest, string oldest, string chosen)
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.AnswerVersion(newest, oldest, "x");
        scripted.AnswerJson("GET /containers/json", "[]");

        await using var engine = await scripted.ConnectAsync();
        await engine.ListContainersAsync(EngineFilters.None, CancellationToken.None);

        Assert.Equal(Version.Parse(chosen), engine.Version.ApiVersion);
        Assert.StartsWith($"/v{chosen}/containers/json", scripted.Requests[^1].Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "1.40",
        "1.12",
        "The Docker Engine 19.03 at '{0}' is too old: it speaks API 1.40, 1.41 (Docker 20.10) is needed. Update the "
        + "engine.")]
    [InlineData(
        "1.60",
        "1.55",
        "The Docker Engine 19.03 at '{0}' is too new: it no longer speaks API 1.51, the oldest it takes is 1.55. "
        + "Update Nuke.Docker.")]
    public async Task WithoutACommonVersionTheMessageSaysWhomToUpdate(string newest, string oldest, string message)
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.AnswerVersion(newest, oldest, "19.03");

        var error = await Assert.ThrowsAsync<EngineUnavailableException>(scripted.ConnectAsync);

        Assert.Equal(message.Replace("{0}", scripted.Endpoint, StringComparison.Ordinal), error.Message);
        Assert.Equal(scripted.Endpoint, error.Endpoint.Address);
    }

    [Fact]
    public async Task TheEngineTellsAboutItself()
    {
        await using var scripted = ScriptedEngine.OnTcp();
        scripted.Answer(
            "GET /_ping", "HTTP/1.1 200 OK\r\nApi-Version: 1.51\r\nBuilder-Version: 2\r\nContent-Length: 2\r\n\r\nOK");

        await using var engine = await scripted.ConnectAsync();

        Assert.Equal(
            new EngineVersion
            {
                ApiVersion = new Version(1, 41),
                MinApiVersion = new Version(1, 12),
                ServerVersion = "20.10.24",
                OperatingSystem = "linux",
                Architecture = "amd64",
                BuilderVersion = "2",
            },
            engine.Version);
    }

    [Theory]
    [InlineData(
        "HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n<html>Hi</html>", "what answers there is not a Docker Engine")]
    [InlineData(
        "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 17\r\n\r\n<h1>\n Later\n</h1>",
        "GET /_ping gave status 503: <h1> Later </h1>")]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", "GET /_ping gave status 403: Forbidden")]
    public async Task WhatIsNotAnEngineIsRecognized(string answer, string reason)
    {
        await using var scripted = ScriptedEngine.OnTcp();
        scripted.Answer("GET /_ping", answer);

        var error = await Assert.ThrowsAsync<EngineUnavailableException>(scripted.ConnectAsync);

        Assert.Equal(
            $"No Docker Engine answered at '{scripted.Endpoint}': {reason}. Start the engine or pass "
            + "--docker-endpoint.",
            error.Message);
    }

    [Fact]
    public async Task AVersionThatCannotBeReadIsShown()
    {
        await using var scripted = ScriptedEngine.OnTcp();
        scripted.AnswerJson("GET /version", """{"ApiVersion":41}""");

        var error = await Assert.ThrowsAsync<EngineRequestException>(scripted.ConnectAsync);

        Assert.Equal(
            """The answer to GET /version is not what a Docker Engine sends: {"ApiVersion":41}""", error.Message);
    }
}
