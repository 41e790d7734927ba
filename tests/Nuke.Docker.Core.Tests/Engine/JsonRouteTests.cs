using System.Net;
using Nuke.Docker.Engine;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Engine;

public sealed class JsonRouteTests
{
    [Fact]
    public async Task RequestsShareOneConnection()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.AnswerJson("GET /containers/json", "[]");
        await using var engine = await scripted.ConnectAsync();

        for (var i = 0; i < 20; i++)
            await engine.ListContainersAsync(EngineFilters.None, CancellationToken.None);

        Assert.Equal(1, scripted.Connections);
    }

    [Fact]
    public async Task AConnectionThatTheEngineClosedMeanwhileIsReplaced()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.Answer("GET /containers/json", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]", close: true);
        await using var engine = await scripted.ConnectAsync();

        for (var i = 0; i < 5; i++)
            await engine.ListContainersAsync(EngineFilters.None, CancellationToken.None);

        Assert.Equal(5, scripted.Requests.Count(request => request.Route == "GET /containers/json"));
    }

    [Fact]
    public async Task FiltersGoOutAsTheEngineReadsThem()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.AnswerJson("GET /containers/json", "[]");
        await using var engine = await scripted.ConnectAsync();

        await engine.ListContainersAsync(
            EngineFilters.None.WithLabel("a", "1").WithLabel("b").With("status", "exited"), CancellationToken.None);

        Assert.Equal(
            ["all=1", """filters={"label":{"a=1":true,"b":true},"status":{"exited":true}}"""],
            scripted.Requests[^1].Query);
    }

    [Fact]
    public async Task WhatTheEngineLeavesOutIsEmpty()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.AnswerJson(
            "GET /images/a/json",
            """{"Id":"sha256:abc","RepoTags":null,"Config":null,"Created":"2024-02-03T04:05:06.123456789Z","Size":7}""");
        await using var engine = await scripted.ConnectAsync();

        var image = await engine.FindImageAsync("a", CancellationToken.None);

        Assert.NotNull(image);
        Assert.Equal(("sha256:abc", 7L, (string?)null), (image.Id, image.SizeBytes, image.ParentId));
        Assert.Empty(image.RepoTags);
        Assert.Empty(image.Labels);
        Assert.Equal(
            new DateTimeOffset(2024, 2, 3, 4, 5, 6, TimeSpan.Zero),
            image.Created.AddTicks(-image.Created.Ticks % TimeSpan.TicksPerSecond));
    }

    [Theory]
    [InlineData("404 Not Found", "{\"message\":\"No such image: a\"}", "Absent")]
    [InlineData("409 Conflict", "{\"message\":\"image is being used\"}", "InUse")]
    [InlineData("200 OK", "[{\"Untagged\":\"a:latest\"}]", "Removed")]
    public async Task WhatBecameOfAnImageIsAValue(string status, string body, string removal)
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.AnswerJson("DELETE /images/a", body, status);
        await using var engine = await scripted.ConnectAsync();

        Assert.Equal(
            removal,
            (await engine.RemoveImageAsync("a", force: true, keepParents: true, CancellationToken.None)).ToString());
        Assert.Equal(["force=1", "noprune=1"], scripted.Requests[^1].Query);
    }

    [Theory]
    [InlineData("{\"message\":\"Conflict. The container name is in use.\"}", "Conflict. The container name is in use.")]
    [InlineData("<html><h1>Proxy says no</h1></html>", "<html><h1>Proxy says no</h1></html>")]
    [InlineData("", "Conflict")]
    public async Task ARefusalIsToldInTheEnginesWords(string body, string reason)
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.AnswerJson("POST /containers/create", body, "409 Conflict");
        await using var engine = await scripted.ConnectAsync();

        var error = await Assert.ThrowsAsync<EngineRequestException>(
            () => engine.CreateContainerAsync(new ContainerRequest { Image = "a" }, CancellationToken.None));

        Assert.Equal($"The Docker Engine refused POST /containers/create with status 409: {reason}", error.Message);
        Assert.Equal(HttpStatusCode.Conflict, error.Status);
    }

    [Theory]
    [InlineData("<html>hello</html>")]
    [InlineData("{\"Id\":\"a\",\"Size\":\"large\"}")]
    [InlineData("{\"Id\":\"a\",\"Created\":\"yesterday\"}")]
    [InlineData("{\"Id\":")]
    public async Task AnAnswerOfAnotherShapeIsAnError(string body)
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.AnswerJson("GET /images/a/json", body);
        await using var engine = await scripted.ConnectAsync();

        var error = await Assert.ThrowsAsync<EngineRequestException>(
            () => engine.FindImageAsync("a", CancellationToken.None).WaitAsync(ScriptedConnection.Patience));

        Assert.StartsWith(
            "The answer to GET /images/a/json is not what a Docker Engine sends: ",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task AContainerGoesOutWithWhatIsSet()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        var body = "";
        scripted.Answer("POST /containers/create", async exchange =>
        {
            body = System.Text.Encoding.UTF8.GetString(await exchange.ReadBodyAsync());
            await exchange.SendAsync("HTTP/1.1 201 Created\r\nContent-Length: 12\r\n\r\n{\"Id\":\"abc\"}");
        });
        await using var engine = await scripted.ConnectAsync();
        var request = new ContainerRequest
        {
            Image = "a",
            Name = "n",
            Platform = "linux/amd64",
            Labels = new Dictionary<string, string> { ["Hb"] = "1" }
        };

        Assert.Equal("abc", await engine.CreateContainerAsync(request, CancellationToken.None));

        Assert.Equal(["name=n", "platform=linux/amd64"], scripted.Requests[^1].Query);
        using var json = System.Text.Json.JsonDocument.Parse(body);
        Assert.Equal("a", json.RootElement.GetProperty("Image").GetString());
        Assert.Equal("1", json.RootElement.GetProperty("Labels").GetProperty("Hb").GetString());
        Assert.False(json.RootElement.TryGetProperty("Cmd", out _));
    }

    [Fact]
    public async Task ARawRequestGetsTheVersionAndTheAnswerAsItIs()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        scripted.AnswerJson(
            "GET /swarm", """{"message":"This node is not a swarm manager."}""", "503 Service Unavailable");
        await using var engine = await scripted.ConnectAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/swarm?a=b");

        using var response = await engine.SendAsync(request, CancellationToken.None);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("/v1.41/swarm?a=b", scripted.Requests[^1].Target);
    }

    [Fact]
    public async Task ARawRequestIsRelative()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        await using var engine = await scripted.ConnectAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://elsewhere/info");

        var error =
            await Assert.ThrowsAsync<ArgumentException>(() => engine.SendAsync(request, CancellationToken.None));

        Assert.Equal(
            "The URI of a raw request is relative, such as 'containers/json?all=1'. (Parameter 'request')",
            error.Message);
    }
}
