import { describeChapter } from './helpers/chapter.js';

describeChapter('landscape');
