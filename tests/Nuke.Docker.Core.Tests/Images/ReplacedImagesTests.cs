using Nuke.Docker.Core.Tests.Engine;
using Nuke.Docker.Engine;
using Nuke.Docker.Images;
using Nuke.Docker.Progress;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Images;

public sealed class ReplacedImagesTests
{
    static readonly CancellationToken _stop = CancellationToken.None;

    [Fact]
    public async Task AGraphDriverIsAskedForNothingButTheImage()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        await using var engine = await scripted.ConnectAsync();
        scripted.AnswerJson("GET /images/shop/json", Image("sha256:old", "shop:1", "shop@sha256:manifest"));
        scripted.AnswerJson("GET /images/sha256:old/json", """{"Id":"sha256:old"}""");
        scripted.AnswerJson("DELETE /images/sha256:old", "[]");

        await ReplaceAsync(engine);

        Assert.Equal(
            ["GET /images/shop/json", "GET /images/sha256:old/json", "DELETE /images/sha256:old"], Requests(scripted));
    }

    [Fact]
    public async Task AnImageThatKeepsItsNameCostsTheContainerdStoreOneRequest()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        await using var engine = await scripted.ConnectAsync();
        scripted.AnswerJson("GET /images/shop/json", Image("sha256:old", "shop:1", "shop@sha256:old"));
        scripted.AnswerJson("GET /images/sha256:old/json", Image("sha256:old", "shop:1", "shop@sha256:old"));
        scripted.AnswerJson("GET /images/json", "[]");

        await ReplaceAsync(engine);

        Assert.Equal(
            [
                "GET /images/shop/json", "GET /images/json filters={\"reference\":{\"shop:1\":true}}",
                "GET /images/sha256:old/json",
            ],
            Requests(scripted));
    }

    [Fact]
    public async Task StepsOfAnImageThatHasVanishedEndWhereSomethingElseNeedsThem()
    {
        await using var scripted = ScriptedEngine.OnUnixSocket();
        await using var engine = await scripted.ConnectAsync();
        scripted.AnswerJson("GET /images/shop/json", Image("sha256:old", "shop:1", "shop@sha256:old"));
        scripted.AnswerJson("GET /images/sha256:old/json", """{"message":"No such image"}""", "404 Not Found");
        scripted.AnswerJson("GET /images/json", """[{"Id":"sha256:old","ParentId":"sha256:c"}]""");
        scripted.AnswerJson("DELETE /images/sha256:c", "[]");
        scripted.AnswerJson("DELETE /images/sha256:b", "[]");
        var replaced = await ReplacedImages.FindAsync(engine, [ImageReference.Parse("shop")], _stop);
        scripted.AnswerJson("GET /images/json", """
            [
              {"Id":"sha256:c","ParentId":"sha256:b"}, {"Id":"sha256:b","ParentId":"sha256:a"},
              {"Id":"sha256:a","ParentId":"sha256:base"},
              {"Id":"sha256:other","ParentId":"sha256:a","RepoTags":["other:1"]},
              {"Id":"sha256:base","RepoTags":["base:1"]}
            ]
            """);

        await replaced.RemoveAsync(engine, SilentReporter.Instance, _stop);

        Assert.Equal(
            ["GET /images/json all=1", "DELETE /images/sha256:c noprune=1", "DELETE /images/sha256:b noprune=1"],
            Requests(scripted).TakeLast(3));
    }

    static async Task ReplaceAsync(DockerEngine engine)
    {
        var replaced = await ReplacedImages.FindAsync(engine, [ImageReference.Parse("shop")], _stop);
        await replaced.RemoveAsync(engine, SilentReporter.Instance, _stop);
    }

    static string Image(string id, string tag, string digest) => $$"""
        {
          "Id":"{{id}}","RepoTags":["{{tag}}"],"RepoDigests":["{{digest}}"],
          "Config": { "Labels": { "nuke.docker.image": "shop" } }
        }
        """;

    static IEnumerable<string> Requests(ScriptedEngine scripted) =>
        scripted.Requests.Where(request => request.Route.Contains("images", StringComparison.Ordinal))
            .Select(request => string.Join(' ', request.Query.Prepend(request.Route)));
}
