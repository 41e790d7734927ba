using Nuke.Common.Execution;

namespace Nuke.Common.ValueInjection;

internal sealed class InjectParameterValuesAttribute : BuildExtensionAttributeBase, IOnBuildCreated
{
    public void OnBuildCreated(IReadOnlyCollection<ExecutableTarget> executableTargets) =>
        Injection.InjectValues(Build, x => x.GetType() == typeof(ParameterAttribute));
}

internal sealed class InjectOtherValuesAttribute : BuildExtensionAttributeBase, IOnBuildInitialized
{
    public void OnBuildInitialized(
        IReadOnlyCollection<ExecutableTarget> executableTargets,
        IReadOnlyCollection<ExecutableTarget> executionPlan) =>
        Injection.InjectValues(Build, x => x.GetType() != typeof(ParameterAttribute));
}
