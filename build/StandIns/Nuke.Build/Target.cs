using Nuke.Common.Execution;

namespace Nuke.Common;

public delegate ITargetDefinition Target(ITargetDefinition definition);

public delegate ITargetDefinition Setup(ITargetDefinition definition);

public delegate ITargetDefinition Cleanup(ITargetDefinition definition);

public static class ExecutableTargetExtensions
{
    public static bool Contains(this IEnumerable<ExecutableTarget> targets, Target target) =>
        targets.Any(x => x.Factory.Equals(target));

    public static bool Contains(this IEnumerable<ExecutableTarget> targets, Setup target) =>
        targets.Any(x => x.Factory.Equals(target));

    public static bool Contains(this IEnumerable<ExecutableTarget> targets, Cleanup target) =>
        targets.Any(x => x.Factory.Equals(target));
}
