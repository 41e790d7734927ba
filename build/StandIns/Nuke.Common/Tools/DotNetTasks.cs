using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.DotNet;

[PathTool(Executable = "dotnet")]
public class DotNetTasks : ToolTasks, IRequirePathTool
{
    internal DotNetTasks()
    {
    }

    public static IReadOnlyCollection<Output> DotNet(
        ArgumentStringHandler arguments,
        string workingDirectory = null,
        IReadOnlyDictionary<string, string> environmentVariables = null,
        int? timeout = null,
        bool? logOutput = null,
        bool? logInvocation = null,
        Action<OutputType, string> logger = null,
        Func<IProcess, object> exitHandler = null) =>
        new DotNetTasks().Run(
            arguments, workingDirectory, environmentVariables, timeout, logOutput, logInvocation, logger, exitHandler);
}
