using System.Reflection;

namespace Nuke.Common.Utilities;

public static class ExceptionExtensions
{
    public static Exception Unwrap(this Exception exception) => exception switch
    {
        TypeInitializationException or TargetInvocationException => exception.InnerException.Unwrap(),
        AggregateException aggregate => aggregate.Flatten(),
        _ => exception,
    };
}
