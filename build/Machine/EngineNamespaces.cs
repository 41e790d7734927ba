using System.Diagnostics;

namespace Nuke.Docker.Machine;

/// <summary>
/// Namespaces of mounts, processes and network that end with this object, or with this process: a test run that is
/// killed leaves no engine, no container and no mount behind.
/// </summary>
sealed class EngineNamespaces : IAsyncDisposable
{
    readonly Process _process;

    EngineNamespaces(Process process) => _process = process;

    /// <summary>A process in the network namespace.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Creates them and mounts what an engine needs.</summary>
    public static async Task<EngineNamespaces> CreateAsync(
        string directory, string? root, long? memoryBytes, CancellationToken cancellationToken)
    {
        await using var resource = typeof(EngineNamespaces).Assembly.GetManifestResourceStream("engine-namespaces.sh")!;
        using var script = new StreamReader(resource);
        var process = Command.Start(
            "unshare",
            [
                "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc",
                // bash, not sh: as process 1 it also reaps what containers leave behind.
                "bash", "-c", await script.ReadToEndAsync(cancellationToken), "engine-namespaces",
                directory, $"{root}", $"{memoryBytes}",
            ]);
        var namespaces = new EngineNamespaces(process);
        if (await process.StandardOutput.ReadLineAsync(cancellationToken) == "ready")
            return namespaces;

        var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await namespaces.DisposeAsync();
        throw new MachineException($"The namespaces of a side engine could not be set up: {errors.Trim()}");
    }

    /// <summary>The program and arguments that run a command inside.</summary>
    public IReadOnlyList<string> Enter(params IEnumerable<string> command) =>
    [
        $"--mount=/proc/{ProcessId}/ns/mnt", $"--net=/proc/{ProcessId}/ns/net",
        $"--pid=/proc/{ProcessId}/ns/pid_for_children", "--wdns=/", .. command,
    ];

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
