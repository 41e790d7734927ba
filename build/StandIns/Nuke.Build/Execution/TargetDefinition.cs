using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.Tooling;
using Nuke.Common.Utilities;

namespace Nuke.Common.Execution;

internal sealed partial class TargetDefinition(PropertyInfo target, INukeBuild build, Stack<PropertyInfo> baseMembers)
    : ITargetDefinition
{
    public string DescriptionText { get; private set; }

    public bool IsUnlisted { get; private set; }

    public bool IsAssuredAfterFailure { get; private set; }

    public bool IsProceedingAfterFailure { get; private set; }

    public DependencyBehavior DependencyBehavior { get; private set; }

    public int? PartitionSize { get; private set; }

    public List<Action> Actions { get; } = [];

    public List<(string Text, Func<bool> Delegate)> DynamicConditions { get; } = [];

    public List<(string Text, Func<bool> Delegate)> StaticConditions { get; } = [];

    public List<LambdaExpression> DelegateRequirements { get; } = [];

    public List<ToolRequirement> ToolRequirements { get; } = [];

    public List<string> ArtifactProducts { get; } = [];

    public List<(Target Target, string[] Artifacts)> ArtifactDependencies { get; } = [];

    public ITargetDefinition Description(string description) => With(() => DescriptionText = description);

    public ITargetDefinition Unlisted() => With(() => IsUnlisted = true);

    public ITargetDefinition AssuredAfterFailure() => With(() => IsAssuredAfterFailure = true);

    public ITargetDefinition ProceedAfterFailure() => With(() => IsProceedingAfterFailure = true);

    public ITargetDefinition WhenSkipped(DependencyBehavior dependencyBehavior) =>
        With(() => DependencyBehavior = dependencyBehavior);

    public ITargetDefinition Executes(params Action[] actions) => With(() => Actions.AddRange(actions));

    // A task that this one returns is not awaited.
    public ITargetDefinition Executes<T>(Func<T> action) => With(() => Actions.Add(() => action()));

    public ITargetDefinition Executes(Func<Task> action) =>
        With(() => Actions.Add(() => action().GetAwaiter().GetResult()));

    public ITargetDefinition OnlyWhenDynamic(Func<bool> condition, string conditionExpression = null) =>
        With(() => DynamicConditions.Add((conditionExpression, condition)));

    public ITargetDefinition OnlyWhenStatic(Func<bool> condition, string conditionExpression = null) =>
        With(() => StaticConditions.Add((conditionExpression, condition)));

    public ITargetDefinition Requires<T>(
        Expression<Func<T>> parameterRequirement,
        params Expression<Func<T>>[] parameterRequirements)
        where T : class => With(() => DelegateRequirements.AddRange([parameterRequirement, .. parameterRequirements]));

    public ITargetDefinition Requires<T>(
        Expression<Func<T?>> parameterRequirement,
        params Expression<Func<T?>>[] parameterRequirements)
        where T : struct => With(() => DelegateRequirements.AddRange([parameterRequirement, .. parameterRequirements]));

    public ITargetDefinition Requires(
        Expression<Func<bool>> requirement, params Expression<Func<bool>>[] requirements) =>
        With(() => DelegateRequirements.AddRange([requirement, .. requirements]));

    public ITargetDefinition Requires<T>()
        where T : IRequireTool => With(() => ToolRequirements.Add(ToolOf<T>().GetRequirement()));

    public ITargetDefinition Requires<T>(string version)
        where T : IRequireToolWithVersion => With(() => ToolRequirements.Add(ToolOf<T>().GetRequirement(version)));

    public ITargetDefinition Requires(Expression<Func<Tool>> tool, params Expression<Func<Tool>>[] tools) =>
        With(() => ToolRequirements.AddRange(tools.Prepend(tool)
            .Select(x => x.GetMemberInfo())
            .Select(x => x.GetCustomAttribute<ToolInjectionAttributeBase>().NotNull().GetRequirement(x))
            .Where(x => x != null)));

    public ITargetDefinition Produces(params string[] artifacts) => With(() => ArtifactProducts.AddRange(artifacts));

    public ITargetDefinition Partition(int size)
    {
        Assert.True(size > 1);
        return With(() => PartitionSize = size);
    }

    public ITargetDefinition Inherit(params Target[] targets) => With(() => Array.ForEach(targets, x => x(this)));

    public ITargetDefinition Inherit<T>(params Expression<Func<T, Target>>[] targets)
    {
        IEnumerable<MemberInfo> members = targets.Length > 0
            ? targets.Select(x => x.GetMemberInfo())
            : [SingleProperty<T>("shorthand inheritance", typeof(Target))];
        return Inherit([.. members.Select(x => x.GetValueNonVirtual<Target>(build))]);
    }

    public ITargetDefinition Base()
    {
        Assert.True(
            baseMembers.Count > 0,
            $"Target '{target.DeclaringType}.{target.Name}' does not have any base members." +
            " To inherit from an interface default implementation, use Inherit<T> instead.");
        return Inherit(baseMembers.Pop().GetValueNonVirtual<Target>(build));
    }

    private static ToolAttribute ToolOf<T>() => typeof(T).GetCustomAttribute<ToolAttribute>().NotNull();

    private TargetDefinition With(Action change)
    {
        change();
        return this;
    }
}
