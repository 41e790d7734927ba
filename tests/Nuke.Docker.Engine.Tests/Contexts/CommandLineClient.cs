using System.Diagnostics;
using System.Globalization;
using Nuke.Docker.Machine;

namespace Nuke.Docker.Contexts;

/// <summary>The <c>docker</c> program of this machine, sending its contexts to a listener instead of an
/// engine.</summary>
public sealed class CommandLineClient : IAsyncLifetime
{
    readonly ContextListener _listener = new();
    readonly string _configuration = Directory.CreateTempSubdirectory("docker-config-").FullName;

    /// <summary>Whether it is older than 23, which brought the ignore rules of today.</summary>
    public bool HasFormerRules { get; private set; }

    public async Task InitializeAsync()
    {
        if (!IsInstalled())
            await DebianPackages.EnsureInstalledAsync(["docker.io"], _ => { }, CancellationToken.None);
        var (_, output, _) = await RunAsync(["version", "--format", "{{.Client.Version}}"], Path.GetTempPath());
        HasFormerRules = int.Parse(output.Split('.')[0], CultureInfo.InvariantCulture) < 23;
    }

    public Task DisposeAsync()
    {
        _listener.Dispose();
        Directory.Delete(_configuration, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Runs <c>docker build</c> in a directory.</summary>
    /// <returns>The archive that came; <see langword="null"/> and the errors if none did.</returns>
    public async Task<(byte[]? Archive, string Errors)> BuildAsync(string directory, params string[] options)
    {
        var (_, _, errors) = await RunAsync(["build", .. options, "."], directory);
        return (_listener.TakeArchive(), errors);
    }

    static bool IsInstalled() =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
            .Any(path => File.Exists(Path.Combine(path, "docker")));

    async Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] arguments, string directory)
    {
        var start = new ProcessStartInfo("docker", arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["DOCKER_HOST"] = _listener.Endpoint,
                ["DOCKER_CONFIG"] = _configuration,
                ["DOCKER_BUILDKIT"] = "0",
                ["DOCKER_CONTEXT"] = null,
                ["DOCKER_TLS_VERIFY"] = null,
            },
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
