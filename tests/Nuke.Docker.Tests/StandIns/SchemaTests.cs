using System.Text.Json.Nodes;
using Nuke.Docker.Tests.Builds.StandIns;

namespace Nuke.Docker.Tests.StandIns;

public class SchemaTests
{
    [Fact]
    public async Task SchemaIsWrittenAtEveryRunAndNamesTargetsAndParameters()
    {
        using var repository = new BuildRepository();
        await BuildProcess.RunAsync<ParameterBuild>(repository);

        var schema = JsonNode.Parse(repository.Read(".nuke/build.schema.json"))!;

        Assert.Equal(["Show"], schema["definitions"]!["ExecutableTarget"]!["enum"]!.AsArray().Select(x => (string?)x));
        Assert.Superset(
            new HashSet<string?> { "GitHubActions", "Terminal" },
            schema["definitions"]!["Host"]!["enum"]!.AsArray().Select(x => (string?)x).ToHashSet());
        Assert.Equal("#/definitions/NukeBuild", (string?)schema["allOf"]![1]!["$ref"]);
        var parameters = schema["allOf"]![0]!["properties"]!;
        Assert.Equal("""{"$ref":"#/definitions/DayOfWeek"}""", parameters["Day"]!.ToJsonString());
        Assert.Equal(
            """{"type":"string","description":"How it is built","enum":["High","Low"]}""",
            parameters["Level"]!.ToJsonString());
        Assert.Equal("""{"type":["null","boolean"]}""", parameters["Switch"]!.ToJsonString());
        Assert.Equal(
            """{"type":"array","description":"Some numbers","items":{"type":"integer","format":"int32"}}""",
            parameters["Numbers"]!.ToJsonString());
        Assert.Equal(
            "Secrets must be entered via 'nuke :secrets [profile]'",
            (string?)parameters["Password"]!["default"]);
    }

    [Fact]
    public async Task MissingParameterFileIsCreatedAndAnExistingOneKept()
    {
        using var repository = new BuildRepository();
        await BuildProcess.RunAsync<ParameterBuild>(repository, "--help");
        Assert.Equal("{\n  \"$schema\": \"./build.schema.json\"\n}\n", repository.Read(".nuke/parameters.json"));

        repository.Write(".nuke/parameters.json", "{}");
        await BuildProcess.RunAsync<ParameterBuild>(repository, "--help");
        Assert.Equal("{}", repository.Read(".nuke/parameters.json"));
    }
}
