using Nuke.Common.IO;
using Nuke.Common.Utilities;
using Serilog;

namespace Nuke.Common.Execution;

/// <summary><c>.nuke/temp/build-attempt.log</c>: hash of the arguments without their names, then what
/// succeeded.</summary>
internal sealed class BuildAttempt
{
    private readonly AbsolutePath _file = NukeBuild.TemporaryDirectory / "build-attempt.log";
    private readonly string[] _succeeded = [];

    public BuildAttempt(NukeBuild build)
    {
        var invocation = EnvironmentInfo.CommandLineArguments.Where(x => !x.StartsWith('-')).JoinSpace().GetMD5Hash();
        if (build.Continue && _file.FileExists())
        {
            var previous = _file.ReadAllLines();
            if (previous.FirstOrDefault() == invocation)
                _succeeded = previous[1..];
            else
                Log.Warning("Build invocation changed. Restarting ...");
        }

        _file.WriteAllLines(_succeeded.Prepend(invocation));
    }

    public bool Succeeded(ExecutableTarget target) => _succeeded.Contains(target.Name);

    public void Add(ExecutableTarget target) => _file.AppendAllLines([target.Name]);
}
