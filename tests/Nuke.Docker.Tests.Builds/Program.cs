using System.Reflection;

namespace Nuke.Docker.Tests.Builds;

/// <summary>Runs the build whose full type name is in the environment, so that the command line is the build's
/// alone.</summary>
public static class Program
{
    public const string BuildVariable = "TEST_BUILD_TYPE";

    public static int Main()
    {
        var name = Environment.GetEnvironmentVariable(BuildVariable);
        var build = typeof(Program).Assembly.GetType(name ?? string.Empty)
            ?? throw new InvalidOperationException($"{BuildVariable} names no build: '{name}'.");
        var main = build.GetMethod("Main", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        return main.CreateDelegate<Func<int>>()();
    }
}
