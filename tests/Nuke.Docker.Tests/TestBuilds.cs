using Nuke.Docker.Tests.Builds;

namespace Nuke.Docker.Tests;

/// <summary>Builds of the test project's own: each is a type in <c>Nuke.Docker.Tests.Builds</c>.</summary>
static class TestBuilds
{
    extension(BuildProcess)
    {
        /// <summary>Runs a build to its end in a repository that is gone afterwards.</summary>
        public static async Task<BuildResult> RunAsync<TBuild>(params string[] arguments)
        {
            using var repository = new BuildRepository();
            return await BuildProcess.RunAsync<TBuild>(repository, arguments);
        }

        public static async Task<BuildResult> RunAsync<TBuild>(BuildRepository repository, params string[] arguments)
        {
            using var process = BuildProcess.Start<TBuild>(repository, arguments);
            return await process.WaitAsync();
        }

        /// <summary>Starts a build whose standard streams are a terminal's.</summary>
        /// <param name="repository">The build's working directory and environment.</param>
        /// <param name="columns">The terminal's width.</param>
        /// <param name="rows">The terminal's height.</param>
        /// <param name="arguments">Words without blanks.</param>
        public static TerminalProcess StartOnTerminal<TBuild>(
            BuildRepository repository, int columns, int rows, params string[] arguments)
        {
            Choose<TBuild>(repository);
            return TerminalProcess.Start(
                repository,
                columns,
                rows,
                string.Join(' ', ["dotnet", typeof(TBuild).Assembly.Location, .. arguments]));
        }

        public static BuildProcess Start<TBuild>(BuildRepository repository, params string[] arguments)
        {
            Choose<TBuild>(repository);
            return BuildProcess.Start(repository, typeof(TBuild).Assembly.Location, arguments);
        }
    }

    static void Choose<TBuild>(BuildRepository repository) =>
        repository.Environment[Program.BuildVariable] = typeof(TBuild).FullName!;
}
