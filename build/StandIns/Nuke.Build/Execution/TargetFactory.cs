using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.Utilities;
using Nuke.Common.Utilities.Collections;

namespace Nuke.Common.Execution;

/// <summary>Makes targets of the build's properties. Targets are matched by delegate equality.</summary>
internal static class TargetFactory
{
    public static IReadOnlyCollection<ExecutableTarget> CreateAll<T>(T build, Expression<Func<T, Target>>[] defaults)
        where T : INukeBuild
    {
        var defaultTargets = defaults.Select(x => x.Compile()(build)).ToList();
        var targets = GetProperties(build.GetType()).Select(x => Create(x, build, defaultTargets)).ToList();
        targets.ForEach(x => Connect(x, targets));
        return targets;
    }

    public static IEnumerable<PropertyInfo> GetProperties(Type buildType) =>
        buildType.GetAllMembers(
            x => x is PropertyInfo property && (property.PropertyType == typeof(Target) ||
                                                property.PropertyType == typeof(Setup) ||
                                                property.PropertyType == typeof(Cleanup)),
            ReflectionUtility.Instance,
            allowAmbiguity: false,
            filterQuasiOverridden: true).Cast<PropertyInfo>();

    private static ExecutableTarget Create(PropertyInfo property, INukeBuild build, List<Target> defaultTargets)
    {
        // Pushed from the root of the hierarchy, popped from the nearest base class.
        var baseMembers = build.GetType().Descendants(x => x.BaseType)
            .Select(x => x.GetProperty(property.Name))
            .Where(x => x != null && x.DeclaringType == x.ReflectedType)
            .Reverse();
        var definition = new TargetDefinition(property, build, new Stack<PropertyInfo>(baseMembers));

        var factory = (Delegate)property.GetValue(build);
        _ = factory switch
        {
            Target target => target(definition),
            Setup setup => setup(definition),
            Cleanup cleanup => cleanup(definition),
            _ => throw new NotSupportedException(property.Name),
        };

        return new ExecutableTarget
        {
            Definition = definition,
            Name = property.GetDisplayShortName(),
            Member = property,
            Factory = factory,
            IsDefault = factory is Target given && defaultTargets.Contains(given),
            Description = definition.DescriptionText,
            Listed = !definition.IsUnlisted,
            PartitionSize = definition.PartitionSize,
        };
    }

    private static void Connect(ExecutableTarget target, List<ExecutableTarget> targets)
    {
        target.ExecutionDependencies.AddRange(Edges(x => x.DependsOnTargets, x => x.DependentForTargets));
        target.OrderDependencies.AddRange(Edges(x => x.AfterTargets, x => x.BeforeTargets));
        target.TriggerDependencies.AddRange(Edges(x => x.TriggeredByTargets, x => x.TriggersTargets));
        target.Triggers.AddRange(Edges(x => x.TriggersTargets, x => x.TriggeredByTargets));
        Assert.True(
            !target.AllDependencies.Contains(target) && !target.Triggers.Contains(target),
            $"Target '{target.Name}' cannot have a dependency on itself");

        if (target.Factory is Setup)
        {
            var cleanup =
                targets.Single(x => x.Factory is Cleanup && x.Member.DeclaringType == target.Member.DeclaringType);
            target.Triggers.Add(cleanup);
            cleanup.TriggerDependencies.Add(target);
        }

        foreach (var (consumed, artifacts) in target.Definition.ArtifactDependencies)
        {
            var producer = targets.Single(x => x.Factory.Equals(consumed));
            target.ArtifactDependencies.AddRange(
                producer, artifacts.Length > 0 ? artifacts : producer.ArtifactProducts);
        }

        IEnumerable<ExecutableTarget> Edges(
            Func<TargetDefinition, List<Delegate>> named,
            Func<TargetDefinition, List<Delegate>> namedByOthers) =>
        [
            .. named(target.Definition).Select(x => targets.Single(y => y.Factory.Equals(x))),
            .. targets.Where(x => x != target && namedByOthers(x.Definition).Any(y => y.Equals(target.Factory))),
        ];
    }
}
