namespace Nuke.Docker.Tests.ComponentBuilds;

/// <summary>Repositories that have Dockerfiles.</summary>
static class DockerRepository
{
    public const string Builder = """
        FROM alpine
        WORKDIR /app
        COPY hello.txt .
        RUN tr a-z A-Z < hello.txt > app && echo compiled

        """;

    public const string Runtime = """
        FROM alpine
        COPY app /app
        CMD ["cat", "/app"]

        """;

    /// <summary>A repository with a pair of Dockerfiles, whose builds talk to the engine.</summary>
    public static BuildRepository NewRepository(
        this ComponentEngine engine, string name, string builder = Builder, string runtime = Runtime)
    {
        var repository = engine.NewEmptyRepository(name);
        repository.AddPair("", builder, runtime);
        return repository;
    }

    public static BuildRepository NewEmptyRepository(this ComponentEngine engine, string name) =>
        new(name) { Environment = { ["DOCKER_HOST"] = engine.Endpoint } };

    public static void AddPair(
        this BuildRepository repository, string directory, string builder = Builder, string runtime = Runtime)
    {
        repository.Write(Path.Combine(directory, "Dockerfile-builder"), builder);
        repository.Write(Path.Combine(directory, "Dockerfile-runtime"), runtime);
        repository.Write(Path.Combine(directory, "hello.txt"), "hello\n");
    }
}
