using System.Reflection;
using System.Text;
using Nuke.Common.Utilities;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Execution;

/// <summary><c>--help</c>, and also a build in which nothing is to be done.</summary>
internal sealed class HandleHelpRequestsAttribute : BuildExtensionAttributeBase, IOnBuildInitialized
{
    public void OnBuildInitialized(
        IReadOnlyCollection<ExecutableTarget> executableTargets,
        IReadOnlyCollection<ExecutableTarget> executionPlan)
    {
        if (!Build.Help && executionPlan.Count > 0)
            return;

        Host.Debug(TargetsText());
        Host.Debug(ParametersText());
        Environment.Exit(0);
    }

    private string TargetsText()
    {
        var text = new StringBuilder().AppendLine("Targets (with their direct dependencies):").AppendLine();
        var width = Math.Max(Build.ExecutableTargets.Max(x => x.Name.Length), 20);
        foreach (var target in Build.ExecutableTargets.Where(x => x.Listed))
        {
            var name = target.Name + (target.IsDefault ? " (default)" : string.Empty);
            var dependencies = target.ExecutionDependencies.Select(x => x.Name).JoinCommaSpace();
            text.AppendLine(
                $"  {name.PadRight(width)}{(dependencies.Length > 0 ? $" -> {dependencies}" : string.Empty)}");
            if (!target.Description.IsNullOrWhiteSpace())
                text.AppendLine($"    {target.Description}");
        }

        return text.ToString();
    }

    private string ParametersText()
    {
        var parameters = Injection.GetParameterMembers(Build.GetType(), includeUnlisted: false);
        var width = Math.Max(parameters.Max(x => ParameterService.GetDashedName(x).Length), 16);
        var byOrigin = parameters.ToLookup(x => x.DeclaringType == typeof(NukeBuild));

        var text = new StringBuilder().AppendLine("Parameters:");
        if (byOrigin[false].Any())
            text.AppendLine();
        foreach (var parameter in byOrigin[false])
            Append(text, parameter, width);
        text.AppendLine();
        foreach (var parameter in byOrigin[true])
            Append(text, parameter, width);

        return text.ToString();
    }

    private void Append(StringBuilder text, MemberInfo parameter, int width)
    {
        var defaults = Build.ExecutableTargets.Where(x => x.IsDefault).Select(x => x.Name).JoinCommaSpace();
        var description = ParameterService.GetDescription(parameter) is { } given
            ? given.Replace("{default_target}", defaults.ToNullIfEmpty() ?? "<none>") + "."
            : "<no description>";

        var lines = new List<string> { string.Empty };
        foreach (var word in description.Split(' '))
        {
            var length = width + 6 + lines[^1].Length + word.Length;
            if (length >= Console.BufferWidth || length > 90)
                lines.Add(string.Empty);
            lines[^1] += $" {word}";
        }

        text.AppendLine($"  --{ParameterService.GetDashedName(parameter).PadRight(width)}  {lines[0]}");
        foreach (var line in lines.Skip(1))
            text.AppendLine(' '.Repeat(width + 6) + line);
    }
}
