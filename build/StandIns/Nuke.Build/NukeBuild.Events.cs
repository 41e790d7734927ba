using System.Reflection;
using Nuke.Common.Execution;
using Nuke.Common.Utilities.Collections;

namespace Nuke.Common;

public abstract partial class NukeBuild
{
    private readonly IReadOnlyCollection<IBuildExtension> _extensions;

    protected NukeBuild()
    {
        var attributes = GetType().GetCustomAttributes<BuildExtensionAttributeBase>().ToList();
        attributes.ForEach(x => x.Build = this);
        _extensions = [.. attributes.OrderByDescending(x => x.Priority)];
    }

    internal void Raise<TEvent>(Action<TEvent> call)
        where TEvent : IBuildExtension => _extensions.OfType<TEvent>().ForEach(call);

    protected internal virtual void OnBuildCreated()
    {
    }

    protected internal virtual void OnBuildInitialized()
    {
    }

    protected internal virtual void OnBuildFinished()
    {
    }

    protected internal virtual void OnTargetRunning(string target)
    {
    }

    protected internal virtual void OnTargetSkipped(string target)
    {
    }

    protected internal virtual void OnTargetSucceeded(string target)
    {
    }

    protected internal virtual void OnTargetFailed(string target)
    {
    }
}
