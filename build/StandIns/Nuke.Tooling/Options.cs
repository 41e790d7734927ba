namespace Nuke.Common.Tooling;

/// <summary>Here only as the constraint that keeps <c>Apply</c> and <c>When</c> off other types.</summary>
public class Options
{
}

public static class OptionsExtensions
{
    public static T Apply<T>(this T options, Configure<T> configurator)
        where T : Options, new() => configurator(options);

    public static T Apply<T, TValue>(this T options, Configure<T, TValue> configurator, TValue value)
        where T : Options, new() => configurator(options, value);

    public static T When<T>(this T options, Func<T, bool> condition, Configure<T> configurator)
        where T : Options, new() => condition(options) ? configurator(options) : options;
}
