using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Nuke.Common.Utilities;
using Serilog;

namespace Nuke.Common.Execution;

/// <summary>One run of a build, from the constructor to the exit code.</summary>
internal static class BuildRun
{
    private const int ErrorExitCode = -1;

    private static readonly LinkedList<Action> CancelHandlers = [];

    /// <summary>Hosts are found among loaded assemblies, so what a build ships with is loaded at once.</summary>
    [ModuleInitializer]
    internal static void LoadAssemblies()
    {
        var files = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES");
        foreach (var name in files.Split(Path.PathSeparator).Select(Path.GetFileNameWithoutExtension))
        {
            if (name.StartsWith("Nuke.", StringComparison.Ordinal))
                Assembly.Load(name);
        }
    }

    /// <summary>The handler added last runs first, on the thread of the signal; then the signal takes its
    /// course.</summary>
    public static void OnCancel(Action handler) => CancelHandlers.AddFirst(handler);

    public static int Execute<T>(Expression<Func<T, Target>>[] defaults)
        where T : NukeBuild, new()
    {
        Console.OutputEncoding = Encoding.UTF8;
        Console.InputEncoding = Encoding.UTF8;
        Console.CancelKeyPress += (_, _) => CancelHandlers.ToList().ForEach(x => x());

        var build = new T();
        try
        {
            Logging.Configure(build);
            Prepare(build, defaults);
            OnCancel(() => Finish(build));
            Runner.Execute(build, NamesFor(() => build.SkippedTargets));

            return build.ExitCode ??= build.IsSucceeding ? 0 : ErrorExitCode;
        }
        catch (Exception thrown)
        {
            var exception = thrown.Unwrap();
            if (exception is not TargetExecutionException)
            {
                Log.Verbose(exception, "Target-unrelated exception was thrown");
                Host.Error(exception.Message);
            }

            return build.ExitCode ??= ErrorExitCode;
        }
        finally
        {
            Finish(build);
            Log.CloseAndFlush();
        }
    }

    private static void Prepare<T>(T build, Expression<Func<T, Target>>[] defaults)
        where T : NukeBuild
    {
        build.ExecutableTargets = TargetFactory.CreateAll(build, defaults);
        build.Raise<IOnBuildCreated>(x => x.OnBuildCreated(build.ExecutableTargets));
        if (!build.NoLogo)
            BuildOutput.WriteLogo(build);

        build.ExecutionPlan = Planner.GetPlan(build.ExecutableTargets, NamesFor(() => build.InvokedTargets));
        build.Raise<IOnBuildInitialized>(x => x.OnBuildInitialized(build.ExecutableTargets, build.ExecutionPlan));
    }

    private static string[] NamesFor(Expression<Func<object>> parameter) => ParameterService.Get<string[]>(parameter);

    private static void Finish(NukeBuild build)
    {
        if (build.ExecutionPlan == null)
            return;

        foreach (var target in build.ExecutionPlan)
        {
            target.Stopwatch.Stop();
            target.Status = target.Status switch
            {
                ExecutionStatus.Running => ExecutionStatus.Aborted,
                ExecutionStatus.Scheduled => ExecutionStatus.NotRun,
                _ => target.Status,
            };
        }

        BuildOutput.WriteOutcome(build);
        build.Raise<IOnBuildFinished>(x => x.OnBuildFinished());
    }
}
