using System.Diagnostics;
using System.Globalization;

namespace Nuke.Docker.Testing;

/// <summary>
/// A build run as its users run theirs: a process whose working directory is a repository. Builds keep much of their
/// state in statics, so two of them do not fit into one process.
/// </summary>
public sealed class BuildProcess : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>What <c>env</c> is told: a shell without job control lets its children ignore these two, and would so
    /// decide what is tested.</summary>
    public static IReadOnlyList<string> DefaultSignals { get; } =
        OperatingSystem.IsLinux() ? ["--default-signal=INT,QUIT"] : [];

    readonly Process _process;
    readonly List<string> _lines = [];
    readonly Dictionary<string, TaskCompletionSource> _awaited = [];

    BuildProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Receive(e.Data);
        _process.ErrorDataReceived += (_, e) => Receive(e.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Runs a build to its end.</summary>
    /// <param name="repository">The build's working directory and environment.</param>
    /// <param name="assembly">Path of the compiled build.</param>
    /// <param name="arguments">The build's command line.</param>
    public static async Task<BuildResult> RunAsync(
        BuildRepository repository, string assembly, params IEnumerable<string> arguments)
    {
        using var process = Start(repository, assembly, arguments);
        return await process.WaitAsync();
    }

    /// <inheritdoc cref="RunAsync"/>
    public static BuildProcess Start(
        BuildRepository repository, string assembly, params IEnumerable<string> arguments)
    {
        return StartProgram(repository, "env", [.. DefaultSignals, "dotnet", assembly, .. arguments]);
    }

    /// <summary>Starts any program as a build: a script, or one that starts it in circumstances of its own.</summary>
    /// <param name="repository">The build's working directory and environment.</param>
    /// <param name="program">A name in the search path, or a path.</param>
    /// <param name="arguments">Its command line.</param>
    public static BuildProcess StartProgram(
        BuildRepository repository, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = repository.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Whatever runs the tests, the build sees a plain terminal, in no language but its own.
        start.Environment.Remove("GITHUB_ACTIONS");
        start.Environment["TERM"] = "dumb";
        start.Environment["LC_ALL"] = "C";
        start.Environment["NUKE_TELEMETRY_OPTOUT"] = "1";
        foreach (var (name, value) in repository.Environment)
            start.Environment[name] = value;

        return new BuildProcess(start);
    }

    /// <summary>Waits until a line of the output contains the text.</summary>
    public Task WaitForAsync(string text)
    {
        lock (_lines)
        {
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_lines.Exists(x => x.Contains(text, StringComparison.Ordinal)))
                source.SetResult();
            else
                _awaited[text] = source;
            return source.Task.WaitAsync(Patience);
        }
    }

    /// <summary>Sends a signal, such as <c>INT</c>, to the build alone.</summary>
    public async Task SendAsync(string signal)
    {
        using var kill =
            Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {_process.Id}")]);
        await kill.WaitForExitAsync();
    }

    public async Task<BuildResult> WaitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        lock (_lines)
            return new BuildResult(_process.ExitCode, [.. _lines]);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    void Receive(string? line)
    {
        if (line == null)
            return;

        lock (_lines)
        {
            _lines.Add(line);
            foreach (var (_, source) in _awaited.Where(x => line.Contains(x.Key, StringComparison.Ordinal)))
                source.TrySetResult();
        }
    }
}
