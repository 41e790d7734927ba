using System.Collections.Concurrent;
using System.Diagnostics;

namespace Nuke.Common.Tooling;

internal sealed class ChildProcess : IProcess
{
    private readonly Process _process;
    private readonly int? _timeout;
    private readonly Func<string, string> _filter;
    private readonly Action<OutputType, string> _logger;
    private readonly ConcurrentQueue<Output> _output = new();

    public ChildProcess(
        ProcessStartInfo start,
        int? timeout,
        Func<string, string> filter,
        Action<OutputType, string> logger)
    {
        _timeout = timeout;
        _filter = filter ?? (x => x);
        _logger = logger;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Receive(OutputType.Std, e.Data);
        _process.ErrorDataReceived += (_, e) => Receive(OutputType.Err, e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string FileName => _process.StartInfo.FileName;

    public string Arguments => _filter(_process.StartInfo.Arguments);

    public string WorkingDirectory => _process.StartInfo.WorkingDirectory;

    public IReadOnlyCollection<Output> Output => _output;

    public int ExitCode => _process.ExitCode;

    public bool HasExited => _process.HasExited;

    public int Id => _process.Id;

    public void Kill() => _process.Kill(entireProcessTree: true);

    public bool WaitForExit()
    {
        if (_timeout is { } timeout && !_process.WaitForExit(timeout))
        {
            Kill();
            return false;
        }

        // Without a limit, it also waits for the last lines.
        _process.WaitForExit();
        return true;
    }

    public void Dispose() => _process.Dispose();

    private void Receive(OutputType type, string line)
    {
        if (line == null)
            return;

        var text = _filter(line);
        _output.Enqueue(new Output { Type = type, Text = text });
        _logger?.Invoke(type, text);
    }
}
