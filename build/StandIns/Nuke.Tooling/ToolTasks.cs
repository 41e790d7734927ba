using System.Reflection;
using Nuke.Common.Utilities;

namespace Nuke.Common.Tooling;

public abstract class ToolTasks
{
    protected IReadOnlyCollection<Output> Run(
        ArgumentStringHandler arguments,
        string workingDirectory = null,
        IReadOnlyDictionary<string, string> environmentVariables = null,
        int? timeout = null,
        bool? logOutput = null,
        bool? logInvocation = null,
        Action<OutputType, string> logger = null,
        Func<IProcess, object> exitHandler = null)
    {
        using var process = ProcessTasks.StartProcess(
            ToolPath, arguments, workingDirectory, environmentVariables, timeout, logOutput, logInvocation, logger);
        process.AssertWaitForExit();
        (exitHandler ?? (x => x.AssertZeroExitCode()))(process);
        return process.Output;
    }

    private string ToolPath =>
        ToolPathResolver.TryGetEnvironmentExecutable($"{GetType().Name.TrimEnd("Tasks").ToUpperInvariant()}_EXE") ??
        GetType().GetCustomAttribute<PathToolAttribute>()
            .NotNull($"Unable to resolve tool path for {GetType().Name}. Set via SetProcessToolPath.")
            .Apply(x => ToolPathResolver.GetPathExecutable(x.Executable));
}
