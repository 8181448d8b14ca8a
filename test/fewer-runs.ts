/** For the mutation run alone: a property has shown a mutant within a few examples, or will not show it. */
import fc from 'fast-check';

fc.configureGlobal({ numRuns: 20 });
