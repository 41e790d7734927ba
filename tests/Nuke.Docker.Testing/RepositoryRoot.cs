namespace Nuke.Docker.Testing;

/// <summary>The repository that the tests were built from.</summary>
public static class RepositoryRoot
{
    /// <summary>The directory of the solution, found upwards from the test assembly.</summary>
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    static string Find(string directory) =>
        File.Exists(System.IO.Path.Combine(directory, "Nuke.Docker.sln"))
            ? directory
            : Find(
                System.IO.Path.GetDirectoryName(directory)
                ?? throw new InvalidOperationException("The tests run outside of the repository."));
}
