using System.Collections.Concurrent;
using System.Reflection;
using Nuke.Common;
using Nuke.Common.Utilities;

namespace Nuke.Docker.Components;

/// <summary>A parameter whose value has to fit its type. NUKE alone would warn, and go on with the default.</summary>
/// <param name="description">What <c>--help</c> shows.</param>
[AttributeUsage(AttributeTargets.Property)]
sealed class CheckedParameterAttribute(string description) : ParameterAttribute(description)
{
    static readonly ConcurrentDictionary<string, string> _violations = new();

    /// <inheritdoc/>
    public override bool SuppressWarnings => true;

    /// <summary>What does not fit, of the parameters that have been read so far.</summary>
    public static IEnumerable<string> Violations => _violations.Values.Order(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override object? GetValue(MemberInfo member, object instance)
    {
        try
        {
            return base.GetValue(member, instance);
        }
        catch
        {
            _violations[member.Name] = Describe((PropertyInfo)member);
            throw;
        }
    }

    static string Describe(PropertyInfo property)
    {
        var option = $"--{string.Join('-', property.Name.SplitCamelHumpsWithKnownWords()).ToLowerInvariant()}";
        var expected = property.PropertyType == typeof(bool) ? "neither true nor false" : "not a whole number";
        return Given(property.Name) is { } value
            ? $"'{value}' (from {option}) is {expected}."
            : $"The value of {option}, in the environment or in a file of parameters, is {expected}.";
    }

    static string? Given(string name) => EnvironmentInfo.HasArgument(name)
        ? string.Join(' ', EnvironmentInfo.GetNamedArgument<string[]>(name) ?? [])
        : EnvironmentInfo.GetVariable(name);
}
