using Nuke.Docker.Core.Tests.Engine;
using Nuke.Docker.Ownership;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Ownership;

public sealed class LabelSweepTests
{
    const string Swept = """
        {"Id":"sha256:shop","ParentId":"sha256:c","RepoTags":["shop:1"],"Created":3},
        {"Id":"sha256:app","ParentId":"sha256:b","RepoTags":["app:1","app:2"],"Created":2},
        {"Id":"sha256:base","RepoTags":["base:1"],"Created":1}
        """;

    const string Steps = """
        {"Id":"sha256:c","ParentId":"sha256:a"}, {"Id":"sha256:b","ParentId":"sha256:a"},
        {"Id":"sha256:a","ParentId":"sha256:base"}
        """;

    [Fact]
    public async Task AllImagesAreListedOnceHoweverManyAreSwept()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        await using var engine = await scripted.ConnectAsync();
        scripted.AnswerJson("GET /containers/json", "[]");
        scripted.Answer("GET /images/json", exchange => ScriptedExchange.Json("200 OK", $"[{Swept}"
            + (exchange.Request.Query.Contains("all=1") ? $",{Steps}]" : "]"))(exchange));
        foreach (var image in (string[])["shop:1", "app:1", "app:2", "base:1", "sha256:a", "sha256:b", "sha256:c"])
            scripted.AnswerJson($"DELETE /images/{image}", "[]");
        foreach (var image in (string[])["shop", "app", "base"])
            scripted.AnswerJson($"GET /images/sha256:{image}/json", """{"message":"gone"}""", "404 Not Found");

        await LabelSweep.RunAsync(
            engine, LabelSweepSettings.Default.AddLabels("purpose=practice"), CancellationToken.None);

        Assert.Equal(
            [
                "GET /images/json filters={\"label\":{\"purpose=practice\":true}}", "GET /images/json all=1",
                "DELETE /images/shop:1 noprune=1", "DELETE /images/sha256:c noprune=1",
                "DELETE /images/app:1 noprune=1", "DELETE /images/app:2 noprune=1",
                "DELETE /images/sha256:b noprune=1", "DELETE /images/sha256:a noprune=1",
                "DELETE /images/base:1 noprune=1",
            ],
            from request in scripted.Requests
            where request.Route is "GET /images/json"
                || request.Route.StartsWith("DELETE", StringComparison.Ordinal)
            select string.Join(' ', request.Query.Prepend(request.Route)));
    }
}
