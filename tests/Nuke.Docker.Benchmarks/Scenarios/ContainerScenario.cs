using System.Text.Json.Nodes;

namespace Nuke.Docker.Benchmarks.Scenarios;

/// <summary>Works on a container that was created and never started.</summary>
abstract class ContainerScenario(string name, string title) : Scenario(name, title)
{
    protected const string ArtifactPath = "/artifact";

    /// <summary>The container's ID.</summary>
    protected string Container { get; private set; } = "";

    /// <summary>The scenario's own directory; an absolute path.</summary>
    protected string Directory { get; private set; } = "";

    public override async Task PrepareAsync(
        Surroundings surroundings, string directory, CancellationToken cancellationToken)
    {
        Directory = directory;
        var image = $"{Name}-source";
        await File.WriteAllTextAsync(
            Path.Combine(directory, "Dockerfile"),
            $"FROM alpine\nRUN dd if=/dev/urandom of={ArtifactPath} bs=1M count=256\n",
            cancellationToken);
        await surroundings.DockerCli(directory).RunAsync(["build", "-t", image, "."], cancellationToken);
        var created = await surroundings.Client.SendJsonAsync(
            HttpMethod.Post, "containers/create", new JsonObject { ["Image"] = image }, cancellationToken);
        Container = created!["Id"]!.GetValue<string>();
        await PrepareAsync(surroundings, cancellationToken);
    }

    protected abstract Task PrepareAsync(Surroundings surroundings, CancellationToken cancellationToken);
}
