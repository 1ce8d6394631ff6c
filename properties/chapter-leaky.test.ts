import { describeChapter } from './helpers/chapter.js';

describeChapter('leaky relu');
