using System.Diagnostics;
using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.Tooling;
using Nuke.Common.Utilities.Collections;

namespace Nuke.Common.Execution;

public class ExecutableTarget
{
    internal TargetDefinition Definition { get; set; }

    internal Stopwatch Stopwatch { get; } = new();

    public MemberInfo Member { get; set; }

    public string Name { get; set; }

    public string Description { get; set; }

    public bool Listed { get; set; }

    public Delegate Factory { get; set; }

    public bool IsDefault { get; set; }

    public bool Invoked { get; set; }

    public ExecutionStatus Status { get; set; }

    public int? PartitionSize { get; set; }

    public TimeSpan Duration => Stopwatch.Elapsed;

    public DependencyBehavior DependencyBehavior => Definition.DependencyBehavior;

    public bool AssuredAfterFailure => Definition.IsAssuredAfterFailure || Factory is Cleanup;

    public bool ProceedAfterFailure => Definition.IsProceedingAfterFailure;

    public List<(string Text, Func<bool> Delegate)> DynamicConditions => Definition.DynamicConditions;

    public List<(string Text, Func<bool> Delegate)> StaticConditions => Definition.StaticConditions;

    public List<LambdaExpression> DelegateRequirements => Definition.DelegateRequirements;

    public List<ToolRequirement> ToolRequirements => Definition.ToolRequirements;

    public List<Action> Actions => Definition.Actions;

    public List<string> ArtifactProducts => Definition.ArtifactProducts;

    public LookupTable<ExecutableTarget, string> ArtifactDependencies { get; } = new();

    public List<ExecutableTarget> ExecutionDependencies { get; } = [];

    public List<ExecutableTarget> OrderDependencies { get; } = [];

    public List<ExecutableTarget> TriggerDependencies { get; } = [];

    public List<ExecutableTarget> Triggers { get; } = [];

    public IReadOnlyCollection<ExecutableTarget> AllDependencies =>
        [.. ExecutionDependencies, .. OrderDependencies, .. TriggerDependencies];

    public Dictionary<string, string> SummaryInformation { get; internal set; } = [];

    public string Skipped
    {
        get => SummaryInformation.GetValueOrDefault(nameof(Skipped));
        set => SummaryInformation.AddPairWhenValueNotNull(nameof(Skipped), value);
    }

    public string OnlyWhen
    {
        get => SummaryInformation.GetValueOrDefault(nameof(OnlyWhen));
        set => SummaryInformation.AddPairWhenValueNotNull(nameof(OnlyWhen), value);
    }
}
