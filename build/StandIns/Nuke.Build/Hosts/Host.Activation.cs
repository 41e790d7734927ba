using Nuke.Common.Execution;
using Nuke.Common.Utilities;

namespace Nuke.Common;

public partial class Host
{
    internal static IEnumerable<Type> AvailableTypes =>
        AppDomain.CurrentDomain.GetAssemblies()
            .SelectMany(x => x.GetTypes())
            .Where(x => x.IsPublic && x.IsSubclassOf(typeof(Host)));

    /// <summary>The build server that says it is running, else the terminal.</summary>
    internal static Host Default => Create(AvailableTypes
        .OrderBy(x => typeof(Terminal).IsAssignableFrom(x))
        .ThenBy(x => x == typeof(Terminal))
        .First(IsRunning));

    internal static Host Create(Type type) => (Host)Activator.CreateInstance(type, nonPublic: true);

    private static bool IsRunning(Type type)
    {
        var name = $"IsRunning{type.Name}";
        var property = type.GetProperty(name, ReflectionUtility.Static)
            .NotNull($"Host type '{type.Name}' defines no property '{name}'");
        return (bool)property.GetValue(null);
    }
}
