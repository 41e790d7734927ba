using System.Reflection;
using Nuke.Common.Utilities;

namespace Nuke.Common.Execution;

internal sealed partial class TargetDefinition
{
    public List<Delegate> DependsOnTargets { get; } = [];

    public List<Delegate> DependentForTargets { get; } = [];

    public List<Delegate> BeforeTargets { get; } = [];

    public List<Delegate> AfterTargets { get; } = [];

    public List<Delegate> TriggersTargets { get; } = [];

    public List<Delegate> TriggeredByTargets { get; } = [];

    public ITargetDefinition DependsOn(params Target[] targets) => With(() => DependsOnTargets.AddRange(targets));

    public ITargetDefinition DependsOn<T>(params Func<T, Target>[] targets) => DependsOn(Resolve(targets));

    public ITargetDefinition TryDependsOn<T>(params Func<T, Target>[] targets) =>
        build is T ? DependsOn(targets) : this;

    public ITargetDefinition DependentFor(params Target[] targets) => With(() => DependentForTargets.AddRange(targets));

    public ITargetDefinition DependentFor<T>(params Func<T, Target>[] targets) => DependentFor(Resolve(targets));

    public ITargetDefinition TryDependentFor<T>(params Func<T, Target>[] targets) =>
        build is T ? DependentFor(targets) : this;

    public ITargetDefinition Before(params Target[] targets) => With(() => BeforeTargets.AddRange(targets));

    public ITargetDefinition Before<T>(params Func<T, Target>[] targets) => Before(Resolve(targets));

    public ITargetDefinition TryBefore<T>(params Func<T, Target>[] targets) => build is T ? Before(targets) : this;

    public ITargetDefinition After(params Target[] targets) => With(() => AfterTargets.AddRange(targets));

    public ITargetDefinition After<T>(params Func<T, Target>[] targets) => After(Resolve(targets));

    public ITargetDefinition TryAfter<T>(params Func<T, Target>[] targets) => build is T ? After(targets) : this;

    public ITargetDefinition Triggers(params Target[] targets) => With(() => TriggersTargets.AddRange(targets));

    public ITargetDefinition Triggers<T>(params Func<T, Target>[] targets) => Triggers(Resolve(targets));

    public ITargetDefinition TryTriggers<T>(params Func<T, Target>[] targets) => build is T ? Triggers(targets) : this;

    public ITargetDefinition TriggeredBy(params Target[] targets) => With(() => TriggeredByTargets.AddRange(targets));

    public ITargetDefinition TriggeredBy<T>(params Func<T, Target>[] targets) => TriggeredBy(Resolve(targets));

    public ITargetDefinition TryTriggeredBy<T>(params Func<T, Target>[] targets) =>
        build is T ? TriggeredBy(targets) : this;

    public ITargetDefinition Consumes(params Target[] targets) => With(() => Array.ForEach(targets, x => Consumes(x)));

    public ITargetDefinition Consumes<T>(params Func<T, Target>[] targets) => Consumes(Resolve(targets));

    public ITargetDefinition Consumes(Target target, params string[] artifacts) =>
        With(() => ArtifactDependencies.Add((target, artifacts)));

    public ITargetDefinition Consumes<T>(Func<T, Target> target, params string[] artifacts) =>
        Consumes(target((T)build), artifacts);

    public ITargetDefinition Consumes<T>(params string[] artifacts) => Consumes(Resolve<T>([]).Single(), artifacts);

    public ITargetDefinition DependsOnContext<T>()
        where T : INukeBuild
    {
        Assert.True(build is T, $"'{build.GetType().Name}' must implement context '{typeof(T).Name}'");
        var setup = SingleProperty<T>("context dependency (missing setup)", typeof(Setup));
        var cleanup = SingleProperty<T>("context dependency (missing cleanup)", typeof(Cleanup));
        DependsOnTargets.Add((Setup)setup.GetValue(build));
        BeforeTargets.Add((Cleanup)cleanup.GetValue(build));
        return this;
    }

    /// <summary>Without selectors, the component's only target. The cast fails where the build lacks the
    /// component.</summary>
    private Target[] Resolve<T>(Func<T, Target>[] targets) =>
        targets.Length > 0
            ? [.. targets.Select(x => x((T)build))]
            : [(Target)SingleProperty<T>("shorthand dependency", typeof(Target)).GetValue(build)];

    private PropertyInfo SingleProperty<T>(string kind, Type type)
    {
        var properties =
            typeof(T).GetProperties(ReflectionUtility.Instance).Where(x => x.PropertyType == type).ToList();
        if (properties is [var single])
            return single;

        string[] lines =
        [
            $"Target '{target.DeclaringType}.{target.Name}' cannot have {kind} on component '{typeof(T).Name}'.",
            properties.Count > 1 ? "Too many relevant targets:" : "No relevant targets.",
            .. properties.Select(x => $"  - {x.Name}"),
        ];
        throw new Exception(lines.JoinNewLine());
    }
}
